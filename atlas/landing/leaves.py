"""The places in sample rows where a prompt, an answer or a label can stand."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from atlas.landing.held import held
from atlas.landing.leaf import FIRST, REPLY, SAID_KEYS, Leaf, Place
from atlas.landing.names import INNER_NAMES, OPTION_NAMES, PROMPT_NAMES, plain_name
from atlas.landing.text import as_text

ASKERS = ("user", "human", "prompter")
WHO_KEYS = ("role", "from", "speaker")
PLAIN_NAME = re.compile(r'[^\[\]().,+*"]+')
MAX_DEPTH = 3
MAX_LISTED = 10  # cells of a row that is a list
MAX_KEYS = 1_000  # of an object
MAX_PLACES = 2_000  # of a row, and of all rows together
MAX_OPENED = 1 << 20  # characters of a text that is looked into


def sample_leaves(rows: list[Any]) -> list[Leaf]:
    """The places of these rows, at most MAX_PLACES, in the order in which they come."""
    wrapped = bool(rows) and all(
        isinstance(row, dict) and len(row) == 1 and isinstance(next(iter(row.values())), dict)
        for row in rows
    )
    values: dict[Place, list[Any]] = {}
    for number, row in enumerate(rows):
        inner = next(iter(row.values())) if wrapped else row
        places = leaves_of(inner, Place("*" if wrapped else "", "", 0, ""))
        for place, value in islice(places, MAX_PLACES):
            if place not in values and len(values) == MAX_PLACES:
                continue
            found = values.setdefault(place, [])
            if len(found) <= number:
                found += [None] * (number - len(found)) + [value]
    leaves = [
        Leaf(*place, found + [None] * (len(rows) - len(found))) for place, found in values.items()
    ]
    return merged_turns(leaves)


def merged_turns(leaves: list[Leaf]) -> list[Leaf]:
    """Where some chats hold several questions, the first one is taken of all."""
    firsts = {leaf.expression: leaf for leaf in leaves if FIRST in leaf.expression}
    merged = []
    for leaf in leaves:
        first = firsts.get(leaf.expression.replace("]", FIRST, 1))
        if first:
            for number, value in enumerate(leaf.values):
                if first.values[number] is None:
                    first.values[number] = value
        else:
            merged.append(leaf)
    return merged


def leaves_of(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    path, name, depth, _ = place
    if depth > MAX_DEPTH:
        return
    inside = held(value) if isinstance(value, str) and len(value) <= MAX_OPENED else None
    if is_chat(value) or is_chat(inside):
        yield from leaves_of_chat(inside or value, place)
        return
    if path and path != "*":
        yield place._replace(depth=max(depth - 1, 0)), value
    if name in OPTION_NAMES:
        return  # {"text": [...], "label": [...]} are no prompt and no answer
    inside = value if inside is None else inside
    if isinstance(inside, dict):
        for key, part in islice(inside.items(), MAX_KEYS):
            inner = Place(path + step(key, bool(path)), name_of(key, name), depth + 1, path)
            yield from question_in(part, inner._replace(name="messages"))
            yield from leaves_of(part, inner)
    elif isinstance(inside, list) and name in PROMPT_NAMES and as_text(inside) is None:
        yield from said_in(inside[0] if inside else None, place._replace(expression=f"{path}[0]"))
    elif isinstance(inside, list) and not path:
        for number, part in enumerate(inside[:MAX_LISTED]):
            yield Place(f"[{number}]", "", 0, path), part


def question_in(message: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """What is asked in a message that stands alone rather than in a chat."""
    if (who := who_key(message)) and str(message[who]).lower() in ASKERS:
        yield from said_in(message, place)


def said_in(message: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    said = next((key for key in SAID_KEYS if isinstance(message, dict) and key in message), None)
    if said:
        found = place._replace(
            expression=f"{place.expression}.{said}", depth=max(place.depth - 1, 0)
        )
        yield found, message[said]


def name_of(key: str, above: str) -> str:
    name = plain_name(key)
    is_inner = key == "value" or above in INNER_NAMES.get(name, ())
    return above if above and is_inner else name


def is_chat(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(who_key, value))


def who_key(message: Any) -> str | None:
    if not isinstance(message, dict):
        return None
    return next((key for key in WHO_KEYS if key in message), None)


def leaves_of_chat(messages: list[dict], place: Place) -> Iterator[tuple[Place, Any]]:
    """What was asked last, or first where an answer ends the chat; what stands beside answers.

    Of a single question, the answer as well.
    """
    speakers = [str(message[who_key(message)]).lower() for message in messages]
    asked = [number for number, speaker in enumerate(speakers) if speaker in ASKERS]
    is_first = len(asked) > 1 and speakers[-1] not in ASKERS
    question = asked[0 if is_first else -1] if asked else None
    for number in reversed(range(len(messages))):
        message, speaker = messages[number], speakers[number]
        who = who_key(message)
        which = FIRST if is_first and number == question else "]"
        path = f"{place.expression}[{who}={speaker}{which}"
        is_reply = question is not None and not is_first and number == len(messages) - 1 > question
        if number == question or (is_reply and speaker.isidentifier()):
            said = next((key for key in SAID_KEYS if key in message and key != who), "content")
            name = REPLY if is_reply else place.name or "messages"
            found = Place(f"{path}.{said}", name, max(place.depth - 1, 0), place.parent)
            yield found, message.get(said)
        if (number == question or speaker not in ASKERS) and speaker.isidentifier():
            for key, part in message.items():
                if key not in (who, *SAID_KEYS):
                    inner = Place(path + step(key, True), plain_name(key), place.depth + 1, path)
                    yield from leaves_of(part, inner)


def step(key: str, behind_another: bool) -> str:
    plain = PLAIN_NAME.fullmatch(key) and key == key.strip() and " or " not in key
    if not plain:
        return f"[{json.dumps(key, ensure_ascii=False)}]"
    return f".{key}" if behind_another else key
