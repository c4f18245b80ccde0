"""Answers that are a plain number, a word or an option's letter: nearly all of them."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from python_udfs.answer_text import without_marks, without_unit

INTEGER = re.compile(r"[+-]?\d{1,300}")
DECIMAL = re.compile(r"[+-]?\d{0,300}\.\d{1,300}")
# Four groups are rather a list of numbers, unless a group begins with 0.
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:,\d{3}){1,2}|(?=.*,0)(?:,\d{3})+)(?:\.\d+)?")
SCIENTIFIC = re.compile(r"([+-]?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})")
FRACTION = re.compile(
    r"(-?)(?:\\[dt]?frac\s*\{(-?\d{1,99})\}\s*\{(\d{1,99})\}|(\d{1,99})\s*/\s*(\d{1,99}))"
)
TIME = re.compile(r"(\d{1,2})\s*:\s*(\d{2})\s*⟦?\s*([AaPp])\.?\s*[Mm]\.?\s*⟧?")
MIXED = re.compile(r"(-?\d+)\s+(\d+/\d+)")

YES_NO = {"yes": "yes", "true": "yes", "是": "yes", "正确": "yes", "对": "yes"}
YES_NO |= {"no": "no", "false": "no", "否": "no", "不是": "no", "错误": "no"}
OPTION = re.compile(r"\(?([A-J])\)?[.:]?")
NAMED_OPTION = re.compile(r"(?:\(?[A-J]|\([a-j])\)[.:*]*\s*(?=[-\d\\.$a-zA-Z(])")
PROSE = re.compile(
    r"(?<![\\a-zA-Z])(?!sqrt|(?:a|arc)?(?:sin|cos|tan)|log|exp|abs|cot|sec|csc|xyz|abc)"
    r"(?:[a-z]{3,}|[A-Z][a-z]{2,}|[A-Z]{3,})"
    r"|[\u3040-\u30ff\u3400-\u9fff]"
)


class Reading(NamedTuple):
    kind: str
    key: str | None
    elements: tuple["Reading", ...] = ()  # of a set or tuple
    tree: tuple | None = None  # of a number or expression


Reader = Callable[[str], Reading]  # reads a part of an answer


def read_number(text: str) -> Reading | None:
    """The plain cases, which are nearly all."""
    if INTEGER.fullmatch(text):
        return rational("integer", int(text))
    if DECIMAL.fullmatch(text) or THOUSANDS.fullmatch(text):
        return rational("decimal", Fraction(text.replace(",", "")))
    match = FRACTION.fullmatch(text)
    if match:
        sign, *parts = match.groups()
        top, bottom = (int(part) for part in parts if part)
        return rational("rational", Fraction(-top if sign else top, bottom)) if bottom else None
    return None


def read_written_number(text: str, read: Reader) -> Reading | None:
    match = SCIENTIFIC.fullmatch(text)
    if match:
        return rational("decimal", Fraction(match[1]) * Fraction(10) ** int(match[2]))
    match = TIME.fullmatch(text)
    if match:
        return Reading("expression", f"{int(match[1])}:{match[2]} {match[3].lower()}m")
    match = MIXED.fullmatch(text)
    if match:
        whole, part = Fraction(match[1]), Fraction(match[2])
        return rational("rational", whole - part if match[1].startswith("-") else whole + part)
    return read_number(without_unit(text))


def rational(kind: str, number: int | Fraction) -> Reading:
    kind = "integer" if number.denominator == 1 else kind
    return Reading(kind, str(number), tree=("number", number))


def read_word(text: str, read: Reader) -> Reading | None:
    if text.lower() in YES_NO:
        return Reading("yes_no", YES_NO[text.lower()])
    option = OPTION.fullmatch(text)
    if option:
        return Reading("option", option[1])
    named = NAMED_OPTION.match(text)  # `(D) 8` answers the same with and without its options
    if named:
        return read(text[named.end() :])
    if text == r"\emptyset":
        return Reading("set", "{}")
    if text.isalpha() and len(text) > 1 and text != "pi":
        return Reading("text", text.lower())
    return None


def prose(text: str) -> str:
    """The key of what is no formula: case, outer punctuation and loose spaces do not count."""
    text = " ".join(without_marks(text).split()).strip(" .,;:\"'`")
    if not re.search(r"[\\=^_<>]", text) and PROSE.search(text):
        return text.lower()
    return re.sub(r"(?<![0-9a-zA-Z])\s|\s(?![0-9a-zA-Z])", "", text)
