"""Answer options in one form, whatever form they were published in."""

import re
from typing import Any

from atlas.landing.held import held
from atlas.landing.text import as_published

LABEL = re.compile(r"\s*[(（]?([A-Z])\s*[).:、．）]\s*")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXT_KEYS = ("text", "content", "value")  # where an option is an object


def option_lines(value: Any) -> str | None:
    """Options as `(A) ...`, a line each; None where the value is no list of options."""
    if isinstance(value, str):
        value = held(value)
    if isinstance(value, dict):
        if isinstance(value.get("text"), list):  # {"label": ["A", ...], "text": [...]}
            value = value["text"]
        elif all(len(key) == 1 for key in value):
            texts = {key: option_text(option) for key, option in value.items()}
            # A table whose rows have four or five options holds an empty fifth one.
            return "".join(f"\n({key}) {text}" for key, text in texts.items() if text) or None
        else:
            value = list(value.values())
    if isinstance(value, list):
        value = without_empty_end(value)
    if not isinstance(value, list) or not 2 <= len(value) <= len(LETTERS):
        return None
    letters = LETTERS[: len(value)]
    texts = [option_text(option) for option in value]
    labels = [LABEL.match(text) for text in texts]
    if all(label and label[1] == letter for label, letter in zip(labels, letters, strict=True)):
        texts = [text[label.end() :] for text, label in zip(texts, labels, strict=True)]
    if texts == list(letters):
        return None  # what the letters stand for is in a picture
    return "".join(f"\n({letter}) {text}" for letter, text in zip(letters, texts, strict=True))


def labelled_options(text: str) -> list[str] | None:
    """`A. 1; B. 2` and `a ) 38 , b ) 39` as lists; the text has to begin with its first label."""
    ends, starts = [], []
    position = 0
    for letter in LETTERS:
        before = r"(?:^|[\s,;，；])" if starts else r"^\s*"
        label = re.compile(rf"{before}[(（\[]?\s?{letter}\s?[).:、．）\]]\s*", re.IGNORECASE)
        match = label.search(text, position)
        if not match:
            break
        ends.append(match.start())
        starts.append(position := match.end())
    if len(starts) < 2:
        return None
    parts = [text[start:end] for start, end in zip(starts, [*ends[1:], None], strict=True)]
    return [part.strip().rstrip(",;，；").rstrip() for part in parts]


def without_empty_end(options: list[Any]) -> list[Any]:
    """Options up to the last one that says something."""
    there = [place for place, option in enumerate(options, start=1) if option_text(option)]
    return options[: there[-1]] if there else []


def option_text(value: Any) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = next((value[key] for key in TEXT_KEYS if key in value), value)
    return as_published(value) or ""
