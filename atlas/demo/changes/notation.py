"""The same text in another notation: LaTeX dialect, delimiters, spacing, Unicode, lines, case."""

import re
from collections.abc import Callable
from random import Random

from atlas.demo.changes.math_text import in_formulas, in_words

# One line of rules per habit; a text takes the first or the second dialect of it.
DIALECTS = (
    ((r"\frac", r"\dfrac"), (r"\frac", r"\tfrac")),
    ((r"\le ", r"\leq "), (r"\le ", r"\leqslant ")),
    ((r"\ldots", r"\dots"), (r"\ldots", r"\cdots")),
    (("(", r"\left("), ("(", r"\bigl(")),
    (("^2", "^{2}"), ("^2", "^{ 2 }")),
    (("^3", "^{3}"), ("^3", "^{ 3 }")),
    ((r"^\circ", r"^{\circ}"), (r"^\circ", r"^{ \circ }")),
    ((r"\text{", r"\mathrm{"), (r"\text{", r"\textrm{")),
)
CLOSING = {r"\left(": r"\right)", r"\bigl(": r"\bigr)"}

UNICODE = (
    (r" \cdot ", " · "),
    (r" \le ", " ≤ "),
    ("^2", "²"),
    ("^3", "³"),
    (r"^\circ", "°"),
    (r"\infty", "∞"),
    (r"\sin", "sin"),
    (r"\cos", "cos"),
    (" - ", " − "),
)

# What few publishers write; LaTeX prints much the same.
RARE_DIALECTS = (
    (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"{\1 \\over \2}"),
    (r"\\cdot", r"\\times"),
    (r"\\(sin|cos|gcd)", r"\\operatorname{\1}"),
    (r"\\(lim|sum|int)_", r"\\\1\\limits_"),
    (r"\|([^|]*)\|", r"\\lvert \1 \\rvert"),
    (r"\\\{([^{}]*)\\\}", r"\\left\\{ \1 \\right\\}"),
    (r"([a-z])\^(\d)(?!\d)", r"{\1}^{\2}"),
    (r"\\infty", r"+\\infty"),
    (r"^\\frac", r"\\displaystyle\\frac"),
)
SMALL_NUMBERS = dict(
    zip(
        map(str, range(2, 13)),
        "two three four five six seven eight nine ten eleven twelve".split(),
        strict=True,
    )
)


def latex_dialect(text: str, rng: Random) -> str | None:
    rules = [rng.choice(habit) for habit in DIALECTS]
    formulas = "".join(text.split("$")[1::2])
    fitting = [rule for rule in rules if rule[0] in formulas]
    if not fitting:
        return None
    chosen = [rule for rule in fitting if rng.random() < 0.8] or fitting[:1]

    def rewrite(formula: str) -> str:
        for old, new in chosen:
            formula = formula.replace(old, new)
            if new in CLOSING:
                formula = formula.replace(")", CLOSING[new])
        return formula

    return in_formulas(text, rewrite)


def delimiters(text: str, rng: Random) -> str | None:
    if "$" not in text:
        return None
    opening, closing = rng.choice(((r"\(", r"\)"), ("$$", "$$"), (r"\[", r"\]")))
    parts = text.split("$")
    return "".join(
        f"{opening}{part}{closing}" if index % 2 else part for index, part in enumerate(parts)
    )


def spacing(text: str, rng: Random) -> str | None:
    """Spaces that LaTeX does not print, and doubled ones that it prints as one."""

    def loose(formula: str) -> str:
        return re.sub(r"(?<=\d)(?=[a-z(])", " ", formula.replace("(", "( ").replace(",", r",\, "))

    def tight(formula: str) -> str:
        return re.sub(r" ?([-+=<:]) ?", r"\1", formula)

    respaced = in_formulas(text, rng.choice((loose, tight)))
    return in_words(respaced, lambda words: re.sub(r"([.?,]) ", r"\1  ", words))


def bare_unicode(text: str, rng: Random) -> str | None:
    """Signs instead of commands; a formula that then needs no LaTeX loses its dollars."""
    formulas = "".join(text.split("$")[1::2])
    rules = [rule for rule in UNICODE if rule[0] in formulas]
    if not rules:
        return None

    def rewrite(formula: str) -> str:
        for old, new in rules:
            formula = formula.replace(old, new)
        return formula

    parts = in_formulas(text, rewrite).split("$")
    return "".join(
        f"${part}$" if index % 2 and re.search(r"[\\{}^_]", part) else part
        for index, part in enumerate(parts)
    )


def split_lines(text: str, rng: Random) -> str | None:
    """Line breaks after some words, as copied out of a PDF file."""
    every = rng.randint(4, 9)
    words = text.split(" ")
    if len(words) <= every:
        return None
    lines = [" ".join(words[start : start + every]) for start in range(0, len(words), every)]
    return "\n".join(lines)


def letter_case(text: str, rng: Random) -> str | None:
    return None if "`" in text else in_words(text, str.lower)


def typesetting(text: str, rng: Random) -> str | None:
    """Rarer commands for the same formula."""

    def rewrite(formula: str) -> str:
        for old, new in RARE_DIALECTS:
            formula = re.sub(old, new, formula)
        return formula

    return in_formulas(text, rewrite)


def markup(text: str, rng: Random) -> str | None:
    """HTML or Markdown, as a page was saved."""
    if rng.random() < 0.5:
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<p>{re.sub(r'(?<=[.?]) (?=[A-Z])', '</p><p>', body)}</p>"
    head, _, question = text.rpartition(". ")
    return f"{head}.\n\n**{question}**" if head else f"**{text}**"


def digit_groups(text: str, rng: Random) -> str | None:
    """Thousands set apart by commas."""

    def grouped(comma: str) -> Callable[[str], str]:
        return lambda part: re.sub(
            r"(?<![\d.])\d{4,}(?![\d.]*\d)",
            lambda found: f"{int(found.group()):,}".replace(",", comma),
            part,
        )

    return in_words(in_formulas(text, grouped(rng.choice((",", "{,}")))), grouped(","))


def number_words(text: str, rng: Random) -> str | None:
    """Small numbers outside of formulas spelt out."""

    def spelt(words: str) -> str:
        return re.sub(
            r"(?<![\w.,/$-])\d+(?![\w/%$]|[.,]\d)",
            lambda found: SMALL_NUMBERS.get(found.group(), found.group()),
            words,
        )

    return in_words(text, spelt)
