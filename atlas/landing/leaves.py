"""The places in sample rows where a prompt, an answer or a label can stand."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from atlas.landing.text import as_text

ASKERS = ("user", "human")
PLAIN_NAME = re.compile(r'[^\[\]().,+*"]+')
MAX_DEPTH = 3


class Leaf(NamedTuple):
    """A place in the sample rows: how to write it, its name, depth and values."""

    expression: str
    name: str
    depth: int
    values: list[Any]

    @property
    def filled(self) -> float:
        return sum(value not in (None, "", [], {}) for value in self.values) / len(self.values)

    @property
    def is_text(self) -> bool:
        return any(isinstance(value, str) or as_text(value) for value in self.values)

    @property
    def is_repetitive(self) -> bool:
        """The same few texts again and again: boilerplate such as a list of imports."""
        return len({str(value) for value in self.values}) < len(self.values) / 5

    @property
    def is_structure(self) -> bool:
        return any(isinstance(value, dict | list) for value in self.values)


def sample_leaves(rows: list[Any]) -> list[Leaf]:
    wrapped = bool(rows) and all(
        isinstance(row, dict) and len(row) == 1 and isinstance(next(iter(row.values())), dict)
        for row in rows
    )
    values: dict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for row in rows:
        inner = next(iter(row.values())) if wrapped else row
        for expression, name, depth, value in leaves_of(inner, "*" if wrapped else "", "", 0):
            values[(expression, name, depth)].append(value)
    return [
        Leaf(expression, name, depth, found + [None] * (len(rows) - len(found)))
        for (expression, name, depth), found in values.items()
    ]


def leaves_of(value: Any, path: str, name: str, depth: int) -> Iterator[tuple[str, str, int, Any]]:
    if depth > MAX_DEPTH:
        return
    if is_chat(value):
        yield from leaves_of_chat(value, path, name, depth)
        return
    if path and path != "*":
        yield path, name, max(depth - 1, 0), value
    if isinstance(value, dict):
        for key, part in value.items():
            # {"ground_truth": {"value": ...}} is a ground truth
            leaf_name = name if key == "value" and name else key.lower().replace(" ", "_")
            yield from leaves_of(part, path + step(key, bool(path)), leaf_name, depth + 1)


def is_chat(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(part, dict) and ("role" in part or "from" in part) for part in value)
    )


def leaves_of_chat(
    messages: list[dict], path: str, name: str, depth: int
) -> Iterator[tuple[str, str, int, Any]]:
    asked = False
    for message in reversed(messages):
        who_key = "role" if "role" in message else "from"
        who = str(message[who_key]).lower()
        place = f"{path}[{who_key}={who}]"
        if who in ASKERS and not asked:
            asked = True
            text_key = "content" if "content" in message else "value"
            yield (
                f"{place}.{text_key}",
                name or "messages",
                max(depth - 1, 0),
                message.get(text_key),
            )
        elif who not in ASKERS and who.isidentifier():
            for key, part in message.items():
                if key not in (who_key, "content", "value"):
                    yield from leaves_of(part, place + step(key, True), key, depth + 1)


def step(key: str, behind_another: bool) -> str:
    plain = PLAIN_NAME.fullmatch(key) and key == key.strip() and " or " not in key
    if not plain:
        return f"[{json.dumps(key, ensure_ascii=False)}]"
    return f".{key}" if behind_another else key
