"""Values of raw rows as the text that is landed."""

import json
import math
import re
from typing import Any

from python_udfs.answer_text import last_boxed


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def is_nan(value: Any) -> bool:
    """pandas writes a missing text as a float that is not a number."""
    return isinstance(value, float) and math.isnan(value)


def plain_number(value: Any) -> str:
    """56.0 is printed 56; anything else as it stands."""
    text = value if isinstance(value, str) else as_json(value)
    return re.sub(r"^(-?\d+)\.0+$", r"\1", text)


def as_text(value: Any) -> str | None:
    """A prompt or a part of one: text, a number, or the text parts of a chat message."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return None if is_nan(value) else plain_number(value)
    if isinstance(value, list):
        parts = [part.get("text") for part in value if isinstance(part, dict)]
        texts = [part for part in parts if isinstance(part, str)]
        return "".join(texts) if texts else None
    return None


def as_published(value: Any) -> str | None:
    """An answer or a label: text unchanged, numbers and structures as compact JSON."""
    if value is None or is_nan(value):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if not isinstance(value, bool | int | float | list | dict | tuple):
        return str(value)  # a decimal, a date: what JSON has no form for
    return as_json(value)


def boxed_in(value: Any) -> str | None:
    """The last boxed answer of a value that is a text; nothing where it has none."""
    return final_answer(text) if (text := as_text(value)) else None


def final_answer(response: str) -> str | None:
    """The last boxed answer. A model that only repeats itself boxes thousands: 20 are looked at."""
    before, *boxes = response.rsplit(r"\boxed", 20)
    return last_boxed(response[len(before) :] if len(boxes) == 20 else response)
