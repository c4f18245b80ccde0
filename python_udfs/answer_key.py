"""One key for all ways to write an answer, and never one key for two different answers.

`1/2`, `\\frac12` and `0.50` have the key `1/2`; `x = 5`, `5` and `5 cm` have the key `5`: a name or a
unit says nothing that the problem has not said. `50%` keeps its sign, for it is 50 in one dataset
and 0.5 in the next (`answers_equal` takes both). A list without brackets is a set.
"""

import functools
import hashlib
import json
import re
from fractions import Fraction
from typing import NamedTuple

from python_udfs.algebra import Value, evaluate
from python_udfs.answer_text import tidied, without_unit
from python_udfs.formula import NotUnderstood, read_formula

MAX_LENGTH = 500  # a longer answer is no formula

INTEGER = re.compile(r"[+-]?\d{1,300}")
DECIMAL = re.compile(r"[+-]?(?:\d{1,300}(?:,\d{3})*)?\.\d{1,300}")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SCIENTIFIC = re.compile(r"([+-]?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})")
FRACTION = re.compile(
    r"(-?)(?:\\[dt]?frac\s*\{(-?\d{1,99})\}\s*\{(\d{1,99})\}|(\d{1,99})\s*/\s*(\d{1,99}))"
)
MIXED = re.compile(r"(-?\d+)\s+(\d+/\d+)")
YES_NO = {"yes": "yes", "true": "yes", "是": "yes", "正确": "yes", "对": "yes"}
YES_NO |= {"no": "no", "false": "no", "否": "no", "不是": "no", "错误": "no"}
OPTION = re.compile(r"\(?([A-J])\)?[.:]?")
CODE = re.compile(r'\s*(?:\{"|\[\{|\["assert|def |class |import |from \w+ import|assert |#include)')
PROSE = re.compile(r"(?<![\\a-zA-Z])(?!sqrt|a?(?:rc)?(?:sin|cos|tan)|log|exp|abs|cot|sec|csc|xyz|abc)"
                   r"[a-zA-Z]{3,}|[\u3040-\u30ff\u3400-\u9fff]")  # fmt: skip
NAME = re.compile(
    r"(?:m?\s*\\(?:angle|overline|triangle|widehat|vec)\s*)?"
    r"(?:\{?[A-Z]{1,4}\}?|[a-zA-Z]|\\[a-zA-Z]+|[A-Za-z]{3,}(?: [A-Za-z]+)*|\|[A-Z]{2}\|)"
    r"(?:_(?:\w|\\[a-z]+|\{[^{}]*\}))?'*(?:\^\{-1\})?(?:\s*\([a-zA-Z\d,\s\\]{1,15}\))?"
)
MEMBER = re.compile(r"[a-zA-Z]\s*\\in(?![a-zA-Z])")
BUILDER = re.compile(r"\(?[a-zA-Z]\)?\s*(?:\\mid|\\vert|\||:)\s*(.*)", re.DOTALL)
MATRIX = re.compile(r"\\begin\{([pb]?matrix|array)\}(?:\{[^{}]*\})?(.*)\\end\{\1\}", re.DOTALL)


class Reading(NamedTuple):
    kind: str
    key: str | None
    elements: tuple = ()  # of a set or tuple; of a number or expression its tree


def answer_key(answer: str | None) -> str | None:
    return read_answer(answer).key


def answer_kind(answer: str | None) -> str:
    """integer, rational, decimal, expression, tuple, set, interval, option, yes_no, text, code, none"""
    return read_answer(answer).kind


@functools.lru_cache(maxsize=10_000)
def read_answer(answer: str | None) -> Reading:
    text = (answer or "").strip()
    if not text:
        return Reading("none", None)
    number = read_number(text)
    if number:
        return number
    if CODE.match(text):
        return Reading("code", None)
    if len(text) > MAX_LENGTH:
        return Reading("text", "sha1:" + hashlib.sha1(prose(text).encode()).hexdigest())
    text = tidied(from_json(text))
    try:
        return read(text)
    except (NotUnderstood, RecursionError):
        kind = "text" if PROSE.search(text) or text.isalpha() else "expression"
        return Reading(kind, prose(text))


def read_number(text: str) -> Reading | None:
    """The plain cases, which are nearly all."""
    if INTEGER.fullmatch(text):
        return Reading("integer", str(int(text)), ("number", Fraction(int(text))))
    if DECIMAL.fullmatch(text) or THOUSANDS.fullmatch(text):
        return rational("decimal", Fraction(text.replace(",", "")))
    match = FRACTION.fullmatch(text)
    if match:
        sign, *parts = match.groups()
        top, bottom = (int(part) for part in parts if part)
        return rational("rational", Fraction(-top if sign else top, bottom)) if bottom else None
    return None


def rational(kind: str, number: Fraction) -> Reading:
    return Reading("integer" if number.denominator == 1 else kind, str(number), ("number", number))


def from_json(text: str) -> str:
    """`["20"]` -> `20`, `["1", "2"]` -> `1, 2`"""
    if not text.startswith('["'):
        return text
    try:
        return ", ".join(map(str, json.loads(text)))
    except ValueError:
        return text


def prose(text: str) -> str:
    """The key of what is no formula: case, outer punctuation and loose spaces do not count."""
    if "\\" not in text and "=" not in text:
        text = text.lower()
    text = re.sub(r"[\s{}]+", " ", text).strip(" .,;:!\"'`")
    return re.sub(r"(?<![0-9a-zA-Z])\s|\s(?![0-9a-zA-Z])", "", text)


def read(text: str, depth: int = 0) -> Reading:
    if depth > 6:
        raise NotUnderstood(text)
    text = text.strip()
    if not text:
        raise NotUnderstood(text)
    for reader in READERS:
        reading = reader(text, depth + 1)
        if reading:
            return reading
    raise NotUnderstood(text)


def read_word(text: str, depth: int) -> Reading | None:
    if text.lower() in YES_NO:
        return Reading("yes_no", YES_NO[text.lower()])
    option = OPTION.fullmatch(text)
    if option:
        return Reading("option", option[1])
    if text == r"\emptyset":
        return Reading("set", "{}")
    if text.isalpha() and len(text) > 1 and text != "pi":
        return Reading("text", text.lower())
    return None


def read_percent(text: str, depth: int) -> Reading | None:
    match = re.fullmatch(r"(.*\S)\s*(?:%|percent)", text, re.DOTALL)
    if not match:
        return None
    number = read(match[1], depth)
    return number._replace(key=f"{number.key}%")


def read_written_number(text: str, depth: int) -> Reading | None:
    match = SCIENTIFIC.fullmatch(text)
    if match:
        return rational("decimal", Fraction(match[1]) * Fraction(10) ** int(match[2]))
    match = MIXED.fullmatch(text)
    if match:
        whole, part = Fraction(match[1]), Fraction(match[2])
        return rational("rational", whole - part if match[1].startswith("-") else whole + part)
    return read_number(text)


def read_matrix(text: str, depth: int) -> Reading | None:
    match = MATRIX.fullmatch(text)
    if not match:
        return None
    rows = [row for row in match[2].split(r"\\") if row.strip()]
    cells = [[read(cell, depth).key for cell in row.split("&")] for row in rows]
    return Reading("tuple", "[" + ", ".join(f"[{', '.join(row)}]" for row in cells) + "]")


def read_union(text: str, depth: int) -> Reading | None:
    parts = re.split(r"\\cup(?![a-zA-Z])", text)
    if len(parts) == 1:
        return None
    return Reading("interval", " U ".join(sorted(read(part, depth).key for part in parts)))


def read_brackets(text: str, depth: int) -> Reading | None:
    if text.startswith(r"\{") and text.endswith(r"\}"):
        inner = text[2:-2]
        builder = BUILDER.fullmatch(inner)
        if builder:
            return read(builder[1], depth)
        return as_set([read(part, depth) for part in split(inner)] if inner.strip() else [])
    if text[0] not in "([" or text[-1] not in ")]" or not closes_at_end(text):
        return None
    parts = split(text[1:-1])
    if len(parts) == 1:
        return None
    elements = tuple(read(part, depth) for part in parts)
    keys = [element.key for element in elements]
    is_interval = len(parts) == 2 and (text[0] + text[-1] != "()" or "infty" in "".join(keys))
    kind = "interval" if is_interval else "tuple"
    return Reading(kind, f"{text[0]}{', '.join(keys)}{text[-1]}", elements)


def read_list(text: str, depth: int) -> Reading | None:
    """`1, 2`, `1 or 2`; `a = 1, b = 2` is the tuple of the values in the order of their names."""
    parts = split(re.sub(r"\s*,?\s+(?:or|and|或|和)\s+", ", ", text))
    if len(parts) == 1:
        return None
    names = [part.partition("=")[0].strip() for part in parts if "=" in part]
    elements = [read(part, depth) for part in parts]
    if any(element.kind == "text" and " " in element.key for element in elements):
        raise NotUnderstood(text)
    if len(names) == len(parts) == len(set(names)):
        elements = [element for _, element in sorted(zip(names, elements, strict=True))]
        keys = ", ".join(element.key for element in elements)
        return Reading("tuple", f"({keys})", tuple(elements))
    return as_set(elements)


def as_set(elements: list[Reading]) -> Reading:
    if len(elements) == 1:
        return elements[0]
    elements = sorted(elements, key=lambda element: element.key)
    return Reading("set", "{" + ", ".join(e.key for e in elements) + "}", tuple(elements))


def read_either_sign(text: str, depth: int) -> Reading | None:
    if len(re.findall(r"\\pm(?![a-zA-Z])", text)) != 1:
        return None
    text = text.replace(r"\mp", r"\pm")
    return as_set([read(re.sub(r"\\pm(?![a-zA-Z])", sign, text), depth) for sign in "+-"])


def read_relation(text: str, depth: int) -> Reading | None:
    member = MEMBER.match(text)
    if member:
        return read(text[member.end() :], depth)
    parts = re.split(r"(<=|>=|!=|<|>|=)", text)
    sides, signs = parts[::2], parts[1::2]
    if not signs:
        return None
    if set(signs) == {"="}:
        return read_equation(sides, depth)
    if "=" in signs or "!=" in signs:
        raise NotUnderstood(text)
    return read_inequality([side.strip() for side in sides], signs, depth)


def read_equation(sides: list[str], depth: int) -> Reading:
    if NAME.fullmatch(sides[0].strip()):
        return read(sides[-1], depth)
    if len(sides) > 2 or PROSE.search(sides[0] + sides[1]):
        raise NotUnderstood("=")
    left, right = (evaluate(read_formula(side)) for side in sides)
    difference = left + -right
    if not difference.terms:
        raise NotUnderstood("0 = 0")
    leading = difference.terms[max(difference.terms, key=repr)]
    return Reading("expression", "0 = " + (difference * Value.number(1 / leading)).key())


def read_inequality(sides: list[str], signs: list[str], depth: int) -> Reading:
    """`x > 5` -> `(5, infty)`, `0 <= x < 1` -> `[0, 1)`"""
    variables = [place for place, side in enumerate(sides) if re.fullmatch(r"\\?[a-zA-Z]+", side)]
    if len(variables) != 1 or variables[0] != len(sides) // 2 or len(sides) > 3:
        if not (len(sides) == 2 and variables == [0]):
            raise NotUnderstood("<")
    if len(sides) == 2 and variables == [1]:
        sides, signs = sides[::-1], [signs[0].translate(str.maketrans("<>", "><"))]
    elif len(sides) == 3 and signs[0].startswith(">"):
        sides, signs = sides[::-1], [s.replace(">", "<") for s in signs[::-1]]
    bounds = [read(side, depth).key for side in (sides[1:] if len(sides) == 2 else sides[::2])]
    if len(sides) == 3:
        opening, closing = ("[" if signs[0] == "<=" else "("), ("]" if signs[1] == "<=" else ")")
        return Reading("interval", f"{opening}{bounds[0]}, {bounds[1]}{closing}")
    if signs[0].startswith(">"):
        return Reading("interval", f"{'[' if signs[0] == '>=' else '('}{bounds[0]}, infty)")
    return Reading("interval", f"(-1*infty, {bounds[0]}{']' if signs[0] == '<=' else ')'}")


def read_ratio(text: str, depth: int) -> Reading | None:
    if ":" not in text:
        return None
    return Reading("expression", ":".join(read(part, depth).key for part in text.split(":")))


def read_value(text: str, depth: int) -> Reading | None:
    bare = without_unit(text)
    if bare != text:
        return read(bare, depth)
    if PROSE.search(text):
        raise NotUnderstood(text)
    tree = read_formula(text)
    value = evaluate(tree)
    if value.terms and all((("circ", Fraction(1)) in monomial) for monomial in value.terms):
        value = value * Value({(("circ", Fraction(-1)),): Fraction(1)})
    if value.rational is not None:
        return rational("decimal" if "." in text else "rational", value.rational)
    return Reading("expression", value.key(), tree)


READERS = (
    read_written_number,
    read_word,
    read_percent,
    read_matrix,
    read_union,
    read_brackets,
    read_either_sign,
    read_list,
    read_relation,
    read_ratio,
    read_value,
)


def split(text: str) -> list[str]:
    """At the commas and semicolons outside of brackets; not at those between thousands."""
    if ", " in text:
        text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character in ",;" and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def closes_at_end(text: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return place == len(text) - 1
    return False
