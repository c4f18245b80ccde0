"""Whether Math-Verify, the trainers' checker, accepts an answer as the answer to itself.

What it cannot read would score every response wrong. Its time-outs need signals, which a database's
threads do not get, so answers that could keep it busy for ever are not shown to it.
"""

import functools
import logging
import re

import pyarrow as pa

INTEGER = re.compile(r"-?\d{1,40}")
ENDLESS = re.compile(r"\^\s*\{?\s*-?\(?\d{4}|\^[^,]*\^|\d!|\\binom\{\d{4}|\d{60}")
LONGEST = 200  # characters; nothing longer is a final answer


@functools.lru_cache(maxsize=100_000)
def verifies_itself(answer: str) -> bool:
    text = answer.strip()
    if INTEGER.fullmatch(text):
        return True
    if not text or "\n" in text or len(text) > LONGEST or ENDLESS.search(text):
        return False
    from math_verify import parse, verify  # noqa: PLC0415  (takes seconds)

    logging.getLogger("math_verify").setLevel(logging.ERROR)  # it warns of time-outs switched off
    boxed = f"\\boxed{{{text}}}"
    try:
        gold = parse(boxed, parsing_timeout=None)
        given = parse(f"So the answer is {boxed}.", parsing_timeout=None)
        return bool(gold) and verify(gold, given, timeout_seconds=None)
    except Exception:  # whatever it stumbles over, it cannot verify
        return False


def verifies_column(answers: pa.ChunkedArray) -> pa.Array:
    """VARCHAR -> BOOLEAN, null for null."""
    return pa.array(
        [None if answer is None else verifies_itself(answer) for answer in answers.to_pylist()],
        pa.bool_(),
    )
