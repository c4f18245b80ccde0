"""The places in sample rows where a prompt, an answer or a label can stand."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from atlas.landing.chats import is_chat, places_in_chat, question_in, said_first
from atlas.landing.held import MAX_OPENED, held
from atlas.landing.leaf import FIRST, Leaf, Place, step
from atlas.landing.names import INNER_NAMES, OPTION_NAMES, plain_name

FLATTENED = re.compile(r"\w+(\.\w+)+")  # data.problem, an object's part as a column
MAX_DEPTH = 3
MAX_LISTED = 10  # cells of a row that is a list
MAX_KEYS = 1_000  # of an object
MAX_PLACES = 2_000  # of a row, and of all rows together


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
    if isinstance(value, list) and value and is_chat(value[0]):
        value, place = value[0], place._replace(expression=f"{path}[0]")
    if is_chat(value) or is_chat(inside):
        for found, part, is_whole in places_in_chat(inside or value, place):
            yield from [(found, part)] if is_whole else leaves_of(part, found)
        return
    if path and path != "*":
        yield place._replace(depth=max(depth - 1, 0)), value
    if name in OPTION_NAMES:
        return  # {"text": [...], "label": [...]} are no prompt and no answer
    inside = value if inside is None else inside
    if isinstance(inside, dict):
        for key, part in islice(inside.items(), MAX_KEYS):
            *above, last = key.split(".") if FLATTENED.fullmatch(key) else [key]
            own = name_of(last, plain_name(above[-1]) if above else name)
            inner = Place(path + step(key, bool(path)), own, depth + 1 + len(above), path)
            yield from question_in(part, inner)
            yield from leaves_of(part, inner)
    elif isinstance(inside, list) and not path:
        for number, part in enumerate(inside[:MAX_LISTED]):
            yield Place(f"[{number}]", "", 0, path), part
    elif isinstance(inside, list):
        yield from said_first(inside, place)


def name_of(key: str, above: str) -> str:
    name = plain_name(key)
    is_inner = key == "value" or above in INNER_NAMES.get(name, ())
    return above if above and is_inner else name
