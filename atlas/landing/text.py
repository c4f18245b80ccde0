"""Values of raw rows as the text that is landed."""

import json
import math
import re
from typing import Any

LABEL = re.compile(r"\s*[(（]?([A-Z])\s*[).:、．）]\s*")


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
    return as_json(value)


def option_lines(value: Any) -> str | None:
    """Answer options in one form, `(A) ...` a line, whatever form they were published in."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, dict):
        if isinstance(value.get("text"), list):  # {"label": ["A", ...], "text": [...]}
            value = value["text"]
        elif all(len(key) == 1 for key in value):
            return "".join(f"\n({key}) {option_text(text)}" for key, text in value.items()) or None
        else:
            value = list(value.values())
    if not isinstance(value, list) or len(value) < 2:
        return None
    letters = [chr(ord("A") + position) for position in range(len(value))]
    texts = [option_text(option) for option in value]
    labels = [LABEL.match(text) for text in texts]
    if all(label and label[1] == letter for label, letter in zip(labels, letters, strict=True)):
        texts = [text[label.end() :] for text, label in zip(texts, labels, strict=True)]
    return "".join(f"\n({letter}) {text}" for letter, text in zip(letters, texts, strict=True))


def option_text(value: Any) -> str:
    return as_published(value.get("text", value) if isinstance(value, dict) else value) or ""
