"""A place in sample rows where a prompt, an answer or a label can stand, and what stands there."""

import json
import re
from typing import Any, NamedTuple

from atlas.landing.text import as_text

SAID_KEYS = ("content", "value", "text", "parts")  # of a message
PLAIN_NAME = re.compile(r'[^\[\]().,+*"]+')
SAID = re.compile(rf".*\[\w+=[^\]]*\]\.({'|'.join(SAID_KEYS)})")
FIRST = ",first]"  # the end of a step to the first question of a chat
REPLY = "(reply)"  # in place of a name: what is said last in a chat that ends with an answer


class Place(NamedTuple):
    """Where in a row: how to write it, its name, its depth and what it stands in."""

    expression: str
    name: str
    depth: int
    parent: str


class Leaf(NamedTuple):
    """A place and its values, one for each sample row."""

    expression: str
    name: str
    depth: int
    parent: str
    values: list[Any]

    @property
    def there(self) -> list[Any]:
        return [value for value in self.values if value not in (None, "", [], {})]

    @property
    def filled(self) -> float:
        return len(self.there) / len(self.values)

    @property
    def is_text(self) -> bool:
        return any(isinstance(value, str) or as_text(value) for value in self.values)

    @property
    def is_repetitive(self) -> bool:
        """The same few texts again and again: boilerplate such as a list of imports."""
        return len({str(value) for value in self.there}) < len(self.there) / 5

    @property
    def is_structure(self) -> bool:
        return any(isinstance(value, dict | list) for value in self.values)

    @property
    def is_question(self) -> bool:
        """Was it asked in a chat?"""
        return bool(SAID.fullmatch(self.expression)) and self.name != REPLY


def step(key: str, behind_another: bool) -> str:
    plain = PLAIN_NAME.fullmatch(key) and key == key.strip() and " or " not in key
    if not plain:
        return f"[{json.dumps(key, ensure_ascii=False)}]"
    return f".{key}" if behind_another else key
