"""Answers: taken out of what was published, brought to a key, compared.

A published answer may be a worked solution, a JSON list, a letter or the bare value; the dataset's
rule (registry, `answer_rule`) says how to take it out. `auto` looks for itself.
"""

import json
import re
from collections.abc import Callable

import pyarrow as pa

from python_udfs.answer_key import read_answer
from python_udfs.answer_text import as_utf8, last_boxed
from python_udfs.same_answer import answers_equal

NO_ANSWER = frozenset(("", "proof", "notfound", "null", "nan", r"\text{proved}", r"\text{proof}"))
HASHES = re.compile(r".*####", re.DOTALL)
THE_ANSWER_IS = re.compile(r".*[Tt]he (?:final )?answer is:?", re.DOTALL)
UNIT_IN_BRACKETS = re.compile(r"\s*\([^()\d]*\)\s*$")
OPTION_LETTER = re.compile(r"\b[A-J]\b")


def as_is(raw: str) -> str:
    return raw


def after(marker: re.Pattern) -> Callable[[str], str | None]:
    def behind_last_marker(raw: str) -> str | None:
        match = marker.match(raw)
        return raw[match.end() :].strip().split("\n")[0] if match else None

    return behind_last_marker


def boxed_or_as_is(raw: str) -> str:
    boxed = last_boxed(raw)
    return raw if boxed is None else boxed


def elements(raw: str) -> list[str]:
    """Of a JSON list; any other text is its own single element."""
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        return [raw]
    if not isinstance(values, list):
        return [raw]
    return [as_utf8(value if isinstance(value, str) else json.dumps(value)) for value in values]


def first_of_list(raw: str) -> str | None:
    return boxed_or_as_is(elements(raw)[0]) if elements(raw) else None


def json_list(raw: str) -> str:
    return ", ".join(elements(raw))


def option_letter(raw: str) -> str | None:
    letters = raw if raw.isalpha() and raw.isupper() else OPTION_LETTER.findall(raw)
    return ",".join(letters) or None


def index_to_letter(raw: str) -> str | None:
    return "ABCDEFGHIJ"[int(raw)] if raw in tuple("0123456789") else None


def without_unit(raw: str) -> str:
    return UNIT_IN_BRACKETS.sub("", raw)


def auto(raw: str) -> str | None:
    """For datasets without a rule: what the answer itself shows."""
    if raw.startswith("["):
        raw = json_list(raw)
    for rule in (after(HASHES), after(THE_ANSWER_IS)):
        answer = rule(raw)
        if answer:
            return boxed_or_as_is(answer)
    return boxed_or_as_is(raw)


RULES: dict[str, Callable[[str], str | None]] = {
    "auto": auto,
    "as_is": as_is,
    "boxed": last_boxed,
    "boxed_or_as_is": boxed_or_as_is,
    "after_hashes": after(HASHES),
    "after_the_answer_is": after(THE_ANSWER_IS),
    "first_of_list": first_of_list,
    "json_list": json_list,
    "option_letter": option_letter,
    "index_to_letter": index_to_letter,
    "without_unit": without_unit,
    "none": lambda raw: None,
}


def extract_answer(raw: str | None, rule: str | None = None) -> str | None:
    """The answer as its dataset's rule takes it out; None where there is none to compare."""
    if rule is not None and rule not in RULES:
        raise ValueError(f"unknown answer rule {rule!r}; use one of {', '.join(RULES)}")
    answer = RULES[rule or "auto"](raw.strip()) if raw else None
    if answer is None or answer.strip().lower() in NO_ANSWER:
        return None
    return answer.strip()


ANSWER_STRUCT = pa.struct(
    [("answer", pa.string()), ("answer_key", pa.string()), ("answer_kind", pa.string())]
)


def answer_column(raws: pa.ChunkedArray, rules: pa.ChunkedArray) -> pa.Array:
    """VARCHAR raw, VARCHAR rule -> STRUCT(answer, answer_key, answer_kind), null for null."""
    try:
        read = []
        for raw, rule in zip(raws.to_pylist(), rules.to_pylist(), strict=True):
            answer = extract_answer(raw, rule)
            reading = read_answer(answer)
            read.append(None if raw is None else (answer, reading.key, reading.kind))
    except Exception as error:
        raise ValueError(f"canonical_answer: {error}") from error
    return pa.array(read, ANSWER_STRUCT)


def answers_equal_column(answers: pa.ChunkedArray, others: pa.ChunkedArray) -> pa.Array:
    """VARCHAR, VARCHAR -> BOOLEAN, null where either is null."""
    try:
        return pa.array(
            [
                None if answer is None or other is None else answers_equal(answer, other)
                for answer, other in zip(answers.to_pylist(), others.to_pylist(), strict=True)
            ],
            pa.bool_(),
        )
    except Exception as error:
        raise ValueError(f"answers_equal: {error}") from error
