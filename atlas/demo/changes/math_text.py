"""Working on a text's formulas ($...$) and on its words separately."""

import re
from collections.abc import Callable

Rewrite = Callable[[str], str]


def in_formulas(text: str, rewrite: Rewrite) -> str:
    parts = text.split("$")
    return "$".join(rewrite(part) if index % 2 else part for index, part in enumerate(parts))


def in_words(text: str, rewrite: Rewrite) -> str:
    parts = text.split("$")
    return "$".join(part if index % 2 else rewrite(part) for index, part in enumerate(parts))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) (?=[A-Z$])", text)
