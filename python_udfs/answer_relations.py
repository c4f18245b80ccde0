"""Answers that are equations or inequalities."""

import re
from fractions import Fraction

from python_udfs.algebra import Value, evaluate
from python_udfs.answer_plain import PROSE, Reader, Reading
from python_udfs.formula import NotUnderstood, approximate, read_formula

MEMBER = re.compile(r"\\?[a-zA-Z]+\s*\\in(?![a-zA-Z])")
NAME = re.compile(
    r"\((?:\\?[a-zA-Z]+(?:_\{?\w\}?)?,?\s*){2,}\)|"
    r"(?:m?\s*\\(?:angle|overline|triangle|widehat|vec)\s*)?"
    r"(?:\{?[A-Z]{1,4}\}?|[a-zA-Z]|\\[a-zA-Z]+|[A-Za-z]{3,}(?: [A-Za-z]+)*|\|[A-Z]{2}\|)"
    r"(?:_(?:\w|\\[a-z]+|\{[^{}]*\}))?'*(?:\^\{-1\})?(?:\s*\([a-zA-Z\d,\s\\]{1,15}\))?"
)


def read_relation(text: str, read: Reader) -> Reading | None:
    member = MEMBER.match(text)
    if member:
        return read(text[member.end() :])
    parts = re.split(r"(<=|>=|!=|<|>|=)", text)
    sides, signs = parts[::2], parts[1::2]
    if not signs:
        return None
    if set(signs) == {"="}:
        return read_equation(sides, read)
    if "=" in signs or "!=" in signs:
        raise NotUnderstood(text)
    return read_inequality([side.strip() for side in sides], signs, read)


def read_equation(sides: list[str], read: Reader) -> Reading:
    readings = [read(side) for side in sides[1:]]
    if any(reading.kind == "text" for reading in readings):
        raise NotUnderstood("=")
    if NAME.fullmatch(sides[0].strip()):
        return readings[-1]
    readings.insert(0, read(sides[0]))
    if len({reading.key for reading in readings}) == 1 or is_rounding(readings):
        return readings[0]
    if len(sides) > 2 or PROSE.search(sides[0] + sides[1]):
        raise NotUnderstood("=")
    left, right = (evaluate(read_formula(side)) for side in sides)
    difference = left + -right
    if not difference.terms or difference.rational is not None:
        raise NotUnderstood("0 = 1")
    leading = difference.terms[max(difference.terms, key=repr)]
    return Reading("expression", "0 = " + (difference * Value.number(Fraction(1) / leading)).key())


def is_rounding(readings: list[Reading]) -> bool:
    """`\\frac{1}{3} = 0.33`: the first side is meant."""
    if len(readings) != 2 or readings[1].kind != "decimal" or not readings[0].tree:
        return False
    exact, rounded = (approximate(reading.tree) for reading in readings)
    is_constant = exact == approximate(readings[0].tree, salt=1)
    return is_constant and abs(exact - rounded) <= 0.02 * abs(rounded)


def read_inequality(sides: list[str], signs: list[str], read: Reader) -> Reading:
    """`x > 5` -> `(5, infty)`, `0 <= x < 1` -> `[0, 1)`"""
    variables = [place for place, side in enumerate(sides) if re.fullmatch(r"\\?[a-zA-Z]+", side)]
    is_one_way = len({sign[0] for sign in signs}) == 1
    if not is_one_way or (len(sides), variables) not in ((2, [0]), (2, [1]), (3, [1])):
        raise NotUnderstood("<")
    if len(sides) == 2 and variables == [1]:
        sides, signs = sides[::-1], [signs[0].translate(str.maketrans("<>", "><"))]
    elif len(sides) == 3 and signs[0].startswith(">"):
        sides, signs = sides[::-1], [s.replace(">", "<") for s in signs[::-1]]
    bounds = [read(side).key for side in (sides[1:] if len(sides) == 2 else sides[::2])]
    if len(sides) == 3:
        opening, closing = ("[" if signs[0] == "<=" else "("), ("]" if signs[1] == "<=" else ")")
        return Reading("interval", f"{opening}{bounds[0]}, {bounds[1]}{closing}")
    if signs[0].startswith(">"):
        return Reading("interval", f"{'[' if signs[0] == '>=' else '('}{bounds[0]}, infty)")
    return Reading("interval", f"(-infty, {bounds[0]}{']' if signs[0] == '<=' else ')'}")
