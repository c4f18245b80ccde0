"""Finding the prompt, the answer and the source label of a dataset nobody described."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from atlas.landing.text import as_text, option_lines

# Best first. A name counts wherever it stands in the row; the shallower place wins.
PROMPT_NAMES = (
    "problem question problem_description problem_statement prompt query messages conversations "
    "conversation instruction input informal_statement puzzle text task content"
).split()
ANSWER_NAMES = (
    "final_answer expected_answer gt_answer gold_answer label_answer correct_answer short_answer "
    "answer ground_truth target gold label correct answers reference_answer solution response "
    "completion output tests test_list test"
).split()
SOURCE_NAMES = "source data_source dataset source_dataset dataset_name origin".split()
OPTION_NAMES = ("options", "choices")
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


def find_prompt(rows: list[Any]) -> str | None:
    leaves = named(rows, PROMPT_NAMES)
    texts = [leaf for leaf in leaves if leaf.is_text and leaf.filled >= 0.5]
    if not texts:
        return None
    best = min(texts, key=lambda leaf: (leaf.is_repetitive, leaf.depth, rank(leaf, PROMPT_NAMES)))
    return composed(best, sample_leaves(rows))


def composed(prompt: Leaf, leaves: list[Leaf]) -> str:
    """The prompt with the parts that belong to it: a body before it, options behind it."""
    parts = [prompt.expression]
    beside = {leaf.name: leaf for leaf in leaves if leaf.depth == prompt.depth}
    if "body" in beside and prompt.name == "question":
        parts = [beside["body"].expression, '" "', prompt.expression]
    if {"instruction", "input"} <= set(beside) and prompt.name in ("instruction", "input"):
        parts = [beside["instruction"].expression, r'"\n"', beside["input"].expression]
    for name in OPTION_NAMES:
        if name in beside and sum(map(bool, map(option_lines, beside[name].values))):
            parts.append(beside[name].expression)
    return " + ".join(parts)


def find_answer(rows: list[Any]) -> str | None:
    leaves = [leaf for leaf in named(rows, ANSWER_NAMES) if leaf.filled >= 0.5]
    best = min(
        leaves,
        key=lambda leaf: (leaf.is_structure, leaf.depth, rank(leaf, ANSWER_NAMES)),
        default=None,
    )
    return best and best.expression


def find_source(rows: list[Any]) -> str | None:
    leaves = [leaf for leaf in named(rows, SOURCE_NAMES) if leaf.filled and not leaf.is_structure]
    best = min(leaves, key=lambda leaf: (leaf.depth, rank(leaf, SOURCE_NAMES)), default=None)
    return best and best.expression


def named(rows: list[Any], names: list[str]) -> list[Leaf]:
    return [leaf for leaf in sample_leaves(rows) if leaf.name in names]


def rank(leaf: Leaf, names: list[str]) -> int:
    return names.index(leaf.name)


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
        elif who not in ASKERS:
            for key, part in message.items():
                if key not in (who_key, "content", "value"):
                    yield from leaves_of(part, place + step(key, True), key, depth + 1)


def step(key: str, behind_another: bool) -> str:
    plain = PLAIN_NAME.fullmatch(key) and key == key.strip() and " or " not in key
    if not plain:
        return f"[{json.dumps(key, ensure_ascii=False)}]"
    return f".{key}" if behind_another else key
