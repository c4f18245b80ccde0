"""How two texts differ, token by token, marked as `git diff --word-diff` marks them."""

import re
from difflib import SequenceMatcher

from rich.text import Text

from atlas.console import shown

TOKEN = re.compile(r"\\[()\[\]]|\$+|\\?[^\W\d_]+|\d+|\s+|\S")
DELIMITER = re.compile(r"\\[()\[\]]|\$+")  # of a formula: all mean the same
MOST_TOKENS = 1500  # of a text; what is behind is not compared
CONTEXT = 4  # tokens shown on both sides of a difference
ALIKE = 0.4  # of the tokens; texts that share fewer are shown as they are


def differences(text: str, other: str, length: int = 240) -> Text:
    """The other text; what only the first one holds in [-...-], what only it holds in {+...+}."""
    mine, theirs = (TOKEN.findall(one)[:MOST_TOKENS] for one in (text, other))
    matcher = SequenceMatcher(None, *([key(one) for one in part] for part in (mine, theirs)), False)
    if matcher.ratio() < ALIKE:
        return Text(shown(other, length))
    marked = Text()
    for kind, start, stop, other_start, other_stop in matcher.get_opcodes():
        if kind == "equal":
            marked.append(common(theirs[other_start:other_stop], not marked, stop == len(mine)))
            continue
        for mark, style, tokens in (
            ("[-{}-]", "red", mine[start:stop]),
            ("{{+{}+}}", "green", theirs[other_start:other_stop]),
        ):
            if said := shown("".join(tokens), 80):
                marked.append(mark.format(said), style=style)
    if len(marked) > length:
        marked.truncate(length - 1)
        marked.append("…")
    return marked


def key(token: str) -> str:
    """What is compared of a token: neither case, nor blanks, nor the delimiters of formulas."""
    return DELIMITER.sub("$", " " if token.isspace() else token.lower())


def common(tokens: list[str], is_first: bool, is_last: bool) -> str:
    """Equal tokens, cut to what stands beside a difference."""
    if len(tokens) <= 2 * CONTEXT + 2:
        return one_line("".join(tokens))
    before = "" if is_first else "".join(tokens[:CONTEXT])
    after = "" if is_last else "".join(tokens[-CONTEXT:])
    return one_line(f"{before} … {after}")


def one_line(text: str) -> str:
    """Harmless, with the blanks at its ends kept as one."""
    middle = shown(text, 400)
    return f"{' ' * text[:1].isspace()}{middle}{' ' * (text[-1:].isspace() and bool(middle))}"
