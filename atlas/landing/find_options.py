"""Finding the options of multiple choice: a field, or lettered fields beside the prompt."""

import re
from collections import defaultdict
from typing import Any

from atlas.landing.leaf import Leaf
from atlas.landing.likeness import is_label, is_numeric
from atlas.landing.names import OPTION_NAMES, SPELT_FINAL_NAMES
from atlas.landing.options import labelled_options, option_lines
from atlas.landing.text import as_published, as_text

LETTERED = re.compile(
    r"(?P<prefix>(?:option|opt|op|choice|(?P<answer>sol|ending|ans|answer))?[ _]?)"
    r"(?P<sign>[a-j]|\d)"
)
DIGIT = re.compile(r"\d")
LETTERS, DIGITS = "abcdefghij", "0123456789"
SPOKEN = 8  # signs of options without their letters, so that a prompt holds them by no chance


def options_of(prompt: Leaf, leaves: list[Leaf]) -> str | None:
    """How to write the options, where there are some that the prompt does not hold."""
    found = [leaf for leaf in leaves if leaf.name in OPTION_NAMES or are_options(leaf, leaves)]
    if prompt.expression.endswith("[0]"):
        found = list(map(options_of_first, found))
    found = [leaf for leaf in found if any(map(lines_of, leaf.values))]
    found.sort(key=lambda leaf: (leaf.parent != prompt.parent, leaf.depth))
    if found:
        if stand_in(prompt, list(map(lines_of, found[0].values))):
            return None
        is_plain = any(map(option_lines, found[0].values))
        return found[0].expression if is_plain else f"options({found[0].expression})"
    columns = lettered(prompt, leaves)
    rows = zip(*(leaf.values for leaf in columns), strict=True)
    if not columns or stand_in(prompt, [option_lines(list(row)) for row in rows]):
        return None
    return f"options({', '.join(leaf.expression for leaf in columns)})"


def options_of_first(leaf: Leaf) -> Leaf:
    """Of the options of several questions, those of the first."""
    values = [value[0] if value and isinstance(value, list) else None for value in leaf.values]
    if not all(value is None or (isinstance(value, list) and len(value) > 1) for value in values):
        return leaf
    return leaf._replace(expression=f"{leaf.expression}[0]", values=values)


def lines_of(value: Any) -> str | None:
    """Options as lines, also those of a text that labels them."""
    labelled = labelled_options(value) if isinstance(value, str) else None
    return option_lines(value) or option_lines(labelled)


def are_options(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """`answers` are options where they are lists and another field names one of them."""
    return (
        leaf.name == "answers"
        and bool(leaf.there)
        and all(isinstance(value, list) and len(value) > 1 for value in leaf.there)
        and has_labels([other for other in leaves if other.name != "answers"])
    )


def has_labels(leaves: list[Leaf], kind: type = object) -> bool:
    """Is there an answer that is the letter or the number of an option, as values of that kind?"""
    answers = [leaf for leaf in leaves if leaf.name in SPELT_FINAL_NAMES and leaf.there]
    return any(
        all(isinstance(one, kind) and is_label(one) for one in leaf.there) for leaf in answers
    )


def has_numbers(leaves: list[Leaf]) -> bool:
    """Is there a label that is the number of an option? In a CSV file it is a text."""
    answers = [leaf for leaf in leaves if leaf.name in SPELT_FINAL_NAMES and leaf.there]
    return any(all(DIGIT.fullmatch(as_published(one)) for one in leaf.there) for leaf in answers)


def lettered(prompt: Leaf, leaves: list[Leaf]) -> list[Leaf]:
    """The columns A, B, C ... or option_1, option_2 ... beside the prompt."""
    series: dict[str, dict[str, Leaf]] = defaultdict(dict)
    for leaf in leaves:
        match = LETTERED.fullmatch(leaf.name)
        # Solutions and answers by number are options where a label names one of them.
        is_option = match and (not match["answer"] or has_numbers(leaves))
        if is_option and leaf.parent == prompt.parent and not leaf.is_structure:
            series[match["prefix"]].setdefault(match["sign"], leaf)
    for prefix, columns in sorted(series.items(), reverse=True):
        signs = LETTERS if prefix or has_labels(leaves) else ""
        for order in (signs, *([DIGITS, DIGITS[1:]] if prefix else [])):
            run = [columns[sign] for sign in leading(order, columns)]
            # a = 3 and b = 5 with the answer 8 are no options.
            are_numbers = not prefix and all(map(is_numeric, run)) and not has_labels(leaves, str)
            if len(run) >= 2 and not are_numbers:
                return run
    return []


def leading(signs: str, columns: dict[str, Any]) -> str:
    count = next((place for place, sign in enumerate(signs) if sign not in columns), len(signs))
    return signs[:count]


def stand_in(prompt: Leaf, options: list[str | None]) -> bool:
    """Do most prompts hold their options already, with their letters or without?"""
    inside = []
    for value, lines in zip(prompt.values, options, strict=True):
        if lines:
            text = signs(as_text(value) or "")
            bare = signs(re.sub(r"^\(\w\)", "", lines, flags=re.MULTILINE))
            inside.append(signs(lines) in text or (len(bare) >= SPOKEN and bare in text))
    return sum(inside) > len(inside) / 2


def signs(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
