"""The normal form once more, with regular expressions and lists: slow, plain, and independent.

The compiled kernel of python_udfs/normal_form.py is tested against this.
"""

import re

from python_udfs.lookalikes import as_latin
from python_udfs.notation import (
    COMMANDS,
    LAYOUT_ENVIRONMENTS,
    PUNCTUATION,
    SPACING_COMMANDS,
    TO_ASCII,
)

NAMED_WORDS = {
    "degrees": "degree",
    **{"tg": "tan", "ctg": "cot", "arctg": "arctan", "arcctg": "arccot"},
}
ESCAPED = {"{": "lbrace", "}": "rbrace", "|": "|", "%": "%"}
CJK = (
    "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
LETTER = "a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff"
LAYOUT = re.compile(rf"(?:{'|'.join(LAYOUT_ENVIRONMENTS)})")
TOKEN = re.compile(
    rf"""
      \\(?:begin|end)\s*\{{\s*(?P<environment>[a-z]+)\*?\s*\}}(?:\s*\{{[lcr|@\s]*\}})?
    | \\(?:{"|".join(SPACING_COMMANDS)})(?![a-z])\*?\s*\{{[^{{}}]*\}}
    | \\[dtc]?frac\s*(?P<numerator>[0-9])\s*(?P<denominator>[0-9])
    | \\(?P<command>[a-z]+)
    | \\(?P<escaped>[^a-z0-9\u0080-\U0010ffff])
    | (?P<number>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?![0-9]|,[0-9])(?:\.[0-9]+)?|[0-9]*\.?[0-9]+)
    | (?P<cjk>[{CJK}])
    | (?P<word>[{LETTER}]+)
    | (?P<symbol>\.\.\.|<->|<=|>=|!=|<>|->|=>|\S)
    """,
    re.VERBOSE,
)
STRAY_AT_THE_START = ("*", "'")  # operators that need something before them
SYMBOLS = {"<>": "!=", "=>": "->"}
EMPHASIS = re.compile(r"(?<![^\s(\['\"])\*(?=[a-z])([^*\n]+[a-z.,:])\*(?![a-z0-9*(])")
GLUE = re.compile(r"(?<=[a-z]{2})(?:\*\*|-\n\s*)(?=[a-z]{2})")
PREFIX = re.compile(r"(?<![a-z0-9])(anti|co|counter|mid|multi|non|pre|re|semi|sub)-(?=[a-z]{3})")
MARKUP = re.compile(
    r"(?<![a-z0-9])\*\*|\*\*(?![a-z0-9])|^[^\S\n]*\*(?=\s)"
    r"|-{3,}|(?<=[a-z]{3})-(?=[a-z]{3})|(?<=\n)[^\S\n]*[->](?=[^\S\n]+\**[a-z]{2})",
    re.MULTILINE,
)
LAYOUT_MARK = re.compile(f"(?P<glue>{GLUE.pattern})|{MARKUP.pattern}", re.MULTILINE)
GROUPED_THOUSANDS = re.compile(r"(?<=[0-9])(?:\{,\}|\{,\\!\}|\\,|\\!,|,\\!)(?=[0-9]{3}(?![0-9]))")

# Where `13,169` is two numbers: behind another one, beside an ellipsis, or alone in brackets.
LISTED_BEFORE = re.compile(r"(?:,-?|(?:\.\.|dots)\s*,\s*-?)\Z")
LISTED_BEHIND = re.compile(r"\s*,\s*(?:\.\.|\\[lc]?dots)")
BRACKET_BEFORE = re.compile(r"(?:(?<!\\)[(\[]|\\\{)\s*-?\Z")
BRACKET_BEHIND = re.compile(r"\s*(?:[)\]]|\\[}r])")


def are_listed(text: str, start: int, stop: int) -> bool:
    """Whether the groups of digits from start to stop are numbers of their own."""
    before = text[:start]
    return ",0" not in text[start:stop] and bool(
        LISTED_BEFORE.search(before)
        or LISTED_BEHIND.match(text, stop)
        or (BRACKET_BEFORE.search(before) and BRACKET_BEHIND.match(text, stop))
    )


def reference_normal_form(text: str) -> str:
    """Braces that do not match hide what a second reading sees: read on until nothing changes."""
    form = said_once(read(text))
    return form if form == text else reference_normal_form(form)


def said_once(form: str) -> str:
    half = len(form) // 2
    is_twice = form[half : half + 1] == " " and form[:half] == form[half + 1 :]
    return said_once(form[:half]) if is_twice and len(form.encode()) > 80 else form


def read(text: str) -> str:
    if not text.isascii():
        text = as_latin(text).lower().translate(TO_ASCII)
    text = EMPHASIS.sub(r" \1 ", text.lower())
    text = PREFIX.sub(r"\1", text)
    text = LAYOUT_MARK.sub(lambda mark: "" if mark["glue"] else " ", text)
    text = GROUPED_THOUSANDS.sub("", text)
    writer = Writer()
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            writer.write(NAMED_WORDS.get(match[kind], match[kind]))
        elif kind == "symbol":
            symbol = SYMBOLS.get(match[kind], match[kind])
            writer.symbol(
                symbol, text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            )
        elif kind == "number":
            groups = match.start() + len(match[kind].partition(".")[0])
            is_listed = are_listed(text, match.start(), groups)
            for part in match[kind].replace(",", " " if is_listed else "").split():
                writer.write(number(part))
        elif kind == "command":
            writer.command(match[kind])
        elif kind == "cjk":
            writer.write(match[kind])
        elif kind == "denominator":
            writer.write(match["numerator"])
            writer.write("/")
            writer.write(match["denominator"])
        elif kind == "escaped":
            writer.write(ESCAPED.get(match[kind], ""))
        elif kind == "environment" and not LAYOUT.match(match[kind]):
            writer.write(match[kind])
    return writer.text()


class Writer:
    """Collects tokens and resolves LaTeX groups."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.awaited: list[str] = []  # what follows each argument still awaited at this level
        self.levels: list[tuple[list[str], list[str]]] = []
        self.ratio = False  # a colon that becomes a ratio if an operand follows

    def write(self, token: str) -> None:
        if not token or (token in STRAY_AT_THE_START and self.is_empty()):
            return
        if self.ratio:
            self.ratio = False
            if is_operand(token):
                self.tokens.append(":")
        self.argument([token], is_group=False)

    def command(self, name: str) -> None:
        name = COMMANDS.get(name, name)
        if name == ":":
            self.symbol(name)
        elif name == "frac":
            self.awaited = ["/", ""]
        elif name in ("sqrt", "binom"):
            self.ratio = False
            self.tokens.append(name)
            self.awaited = [""] * (2 if name == "binom" else 1)
        else:
            self.write(name)

    def symbol(self, symbol: str, left: str = "", right: str = "") -> None:
        before = self.tokens[-1] if self.tokens else ""
        if symbol == "{":
            self.ratio = False
            self.levels.append((self.tokens, self.awaited))
            self.tokens, self.awaited = [], []
        elif symbol == "}":
            self.ratio = False
            if self.levels:
                group = self.tokens
                self.tokens, self.awaited = self.levels.pop()
                self.argument(group, is_group=True)
        elif symbol == "^":
            if not self.is_empty():
                self.ratio = False
                self.tokens += ["^"] if before != "^" else []
                self.awaited = [""]
        elif symbol == ")" and self.tokens[-2:-1] == ["("] and not is_symbol(before):
            self.ratio = False
            del self.tokens[-2]
        elif symbol == "!":
            if is_operand(before):
                self.write(symbol)
        elif symbol == "'":
            if not "a" <= right <= "z" and (left in (" ", "{", "^") or is_operand(before)):
                self.write(symbol)
        elif symbol == ":":
            self.ratio = is_operand(before)
        elif symbol not in PUNCTUATION:
            self.write(symbol)

    def is_empty(self) -> bool:
        return not self.tokens and not any(tokens for tokens, _ in self.levels)

    def argument(self, tokens: list[str], is_group: bool) -> None:
        if not self.awaited:
            self.tokens += tokens
            return
        if tokens == ["degree"] or set(tokens) == {"'"}:
            if self.tokens[-1:] == ["^"]:
                self.tokens.pop()
        elif is_group and len(tokens) > 1:
            tokens = ["(", *tokens, ")"]
        self.tokens += tokens
        separator = self.awaited.pop(0)
        if separator:
            self.tokens.append(separator)

    def text(self) -> str:
        while self.levels:  # unbalanced braces: keep what is inside
            inner = self.tokens
            self.tokens, self.awaited = self.levels.pop()
            self.tokens += inner
        return " ".join(self.tokens)


def number(digits: str) -> str:
    if "." not in digits:
        return digits
    digits = digits.rstrip("0").rstrip(".")
    return "0" + digits if digits[:1] in ("", ".") else digits


def is_symbol(token: str) -> bool:
    return token[0].isascii() and not token[0].isalnum()


def is_operand(token: str) -> bool:
    is_letter = len(token) == 1 and token.isascii() and token.isalpha()
    return is_letter or token[:1].isdecimal() or token in (")", "'")
