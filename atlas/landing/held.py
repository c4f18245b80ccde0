"""Lists and objects held in a text: as JSON, or as Python or numpy print them."""

import ast
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

MAX_PRINTED = 200_000  # characters of a text that is read as Python's
MAX_NESTED = 50
MAX_OPENED = 1 << 20  # characters of a text that is looked into
TOKEN = re.compile(
    r"""\s*+(?:
        (?P<opening>[\[({])
      | (?P<closing>[\])}])
      | (?P<numpy>array(?=\() | ,\s*+dtype=\w++)
      | (?P<mark>[,:])
      | (?P<value>'(?:[^'\\]|\\.)*+' | "(?:[^"\\]|\\.)*+"
          | -?\d++(?:\.\d*+)?(?:[eE][-+]?\d++)? | None | True | False)
    )""",
    re.VERBOSE | re.DOTALL,
)
STARTS, ENDS = ("opening", "value"), ("closing", "value")


def held(text: str) -> Any:
    """The list or object that a text holds; None where it is just a text."""
    if text.lstrip()[:1] not in ("[", "{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = printed(text)
    return value if isinstance(value, list | dict) else None


def looked_into(value: Any) -> Any:
    """What a text of bearable length holds, None where it is just a text; other values as is."""
    return held(value) if isinstance(value, str) and len(value) <= MAX_OPENED else value


def printed(text: str) -> Any:
    """A value as Python prints it. Only its literals are read; nothing of it is run."""
    if len(text) > MAX_PRINTED:
        return None
    try:
        source = "".join(literals(text.strip()))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes
            return as_json_has_it(ast.literal_eval(source))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def as_json_has_it(value: Any) -> Any:
    """Keys as texts, and tuples as lists."""
    if isinstance(value, dict):
        return {str(key): as_json_has_it(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json_has_it(part) for part in value]
    return value


def literals(text: str) -> Iterator[str]:
    """Its signs and values; numpy leaves out the commas between them."""
    position, depth, before = 0, 0, ""
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise ValueError("no literal")
        position, kind = match.end(), match.lastgroup
        depth += {"opening": 1, "closing": -1}.get(kind, 0)
        if depth > MAX_NESTED:
            raise ValueError("nested too deeply")
        if kind == "numpy":
            continue
        if before in ENDS and kind in STARTS:
            yield ","
        yield match[0]
        before = kind
