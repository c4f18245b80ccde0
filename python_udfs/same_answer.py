"""Whether two answers are the same: by their keys, else by their values."""

import re

from python_udfs.answer_key import read_answer
from python_udfs.answer_plain import Reading
from python_udfs.formula import approximate

ROUNDING = 2e-6  # relative; 0.333333 is 1/3
FLOAT_ERROR = 1e-9
CLOSED = re.compile(r"(?<!\^)\(")  # in keys that expansion left unfinished, such as sin(x)
STEPS = re.compile(r"(?:floor|ceil)\(")


def answers_equal(answer: str, other: str) -> bool:
    """Equal keys, or equal values as far as rounding and floating point can tell."""
    first, second = read_answer(answer), read_answer(other)
    if answer.strip() == other.strip() or (first.key is not None and first.key == second.key):
        return True
    return have_same_value(first, second) or is_hundredfold(answer, other, first, second)


def have_same_value(first: Reading, second: Reading) -> bool:
    if first.elements and len(first.elements) == len(second.elements):
        return have_same_elements(first, second)
    if not first.tree or not second.tree:
        return False
    is_rounded = "decimal" in (first.kind, second.kind)
    keys = f"{first.key} {second.key}"
    if STEPS.search(keys) or not (is_rounded or CLOSED.search(keys)):
        return False  # steps coincide too easily; exact keys that differ are different values
    tolerance = ROUNDING if is_rounded else FLOAT_ERROR
    try:
        values = [
            (approximate(first.tree, salt), approximate(second.tree, salt)) for salt in range(3)
        ]
    except (ArithmeticError, ValueError):
        return False
    return all(
        abs(value - other) <= tolerance * max(abs(value), abs(other)) for value, other in values
    )


def have_same_elements(first: Reading, second: Reading) -> bool:
    if "set" in (first.kind, second.kind):  # also a tuple that is a set elsewhere
        rest = list(second.elements)
        for element in first.elements:
            same = [
                other
                for other in rest
                if element.key == other.key or have_same_value(element, other)
            ]
            if not same:
                return False
            rest.remove(same[0])
        return True
    if (first.key[0], first.key[-1]) != (second.key[0], second.key[-1]):
        return False
    return all(
        element.key == other.key or have_same_value(element, other)
        for element, other in zip(first.elements, second.elements, strict=True)
    )


def is_hundredfold(answer: str, other: str, first: Reading, second: Reading) -> bool:
    """`50%` and `0.5`"""
    if ("%" in answer) == ("%" in other) or not first.tree or not second.tree:
        return False
    percent, number = (first.tree, second.tree) if "%" in answer else (second.tree, first.tree)
    return percent[0] == number[0] == "number" and percent[1] == 100 * number[1]
