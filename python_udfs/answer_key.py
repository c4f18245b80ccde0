"""One key for all ways to write an answer, and never one key for two different answers.

`1/2`, `\\frac12` and `0.50` have the key `1/2`. A name or a unit says nothing that the problem has
not said: `x = 5`, `5 cm` and `5%` have the key `5` (datasets write 50 or 50%, never 0.5, for one
answer). A list without brackets is a set.
"""

import functools
import hashlib
import json
import re

from python_udfs.algebra import Value, evaluate
from python_udfs.answer_plain import (
    PROSE,
    Reader,
    Reading,
    prose,
    rational,
    read_number,
    read_word,
    read_written_number,
)
from python_udfs.answer_relations import read_relation
from python_udfs.answer_structures import (
    read_brackets,
    read_either_sign,
    read_list,
    read_matrix,
    read_ratio,
    read_union,
)
from python_udfs.answer_text import as_utf8, tidied, without_unit
from python_udfs.formula import NotUnderstood, read_formula

MAX_LENGTH, MAX_DEPTH = 500, 6  # a longer answer is no formula
CODE = re.compile(r'\s*(?:\{"|\[\{|\["assert|def |class |import |from \w+ import|assert |#include)')


def answer_key(answer: str | None) -> str | None:
    return read_answer(answer).key


def answer_kind(answer: str | None) -> str:
    """One of integer, rational, decimal, expression, tuple, set, interval, option, yes_no, text,
    code and none."""
    return read_answer(answer).kind


def read_answer(answer: str | None) -> Reading:
    text = (answer or "").strip()
    return read_short(text) if len(text) <= MAX_LENGTH else read_text(text)


def read_text(text: str) -> Reading:
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
    except (NotUnderstood, ArithmeticError, ValueError, RecursionError):
        kind = "text" if PROSE.search(text) or text.isalpha() else "expression"
        return Reading(kind, prose(text))


read_short = functools.lru_cache(maxsize=10_000)(read_text)  # a few answers are most answers


def from_json(text: str) -> str:
    """`["20"]` -> `20`, `["1", "2"]` -> `1, 2`"""
    if not text.startswith('["'):
        return text
    try:
        return as_utf8(", ".join(map(str, json.loads(text))))
    except (ValueError, RecursionError):
        return text


def read(text: str, depth: int = 0) -> Reading:
    text = text.strip()
    if not text or depth > MAX_DEPTH:
        raise NotUnderstood(text)
    for reader in READERS:
        reading = reader(text, functools.partial(read, depth=depth + 1))
        if reading:
            return reading
    raise NotUnderstood(text)


def read_percent(text: str, read: Reader) -> Reading | None:
    match = re.fullmatch(r"(.*\S)\s*(?:%|percent)", text, re.DOTALL)
    return read(match[1]) if match else None


def read_value(text: str, read: Reader) -> Reading | None:
    bare = without_unit(text)
    if bare != text:
        return read(bare)
    if PROSE.search(text):
        raise NotUnderstood(text)
    tree = read_formula(text)
    value = evaluate(tree)
    if value.terms and all(("circ", 1) in monomial for monomial in value.terms):
        value = value * Value({(("circ", -1),): 1})
    if value.rational is not None:
        return rational("decimal" if "." in text else "rational", value.rational)
    return Reading("expression", value.key(), tree=tree)


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
