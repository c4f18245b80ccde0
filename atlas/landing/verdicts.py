"""What stands under the name of an answer and is none: flags, verdicts, sections of a problem."""

import re
from collections import Counter

from atlas.landing.find_options import are_options, lettered
from atlas.landing.leaf import Leaf
from atlas.landing.likeness import is_prose, most_list_options, texts_of
from atlas.landing.names import (
    CATEGORY_NAMES,
    OPTION_NAMES,
    PROMPT_NAMES,
    TEST_NAMES,
    VERDICT_NAMES,
    rank,
)

TRUE_OR_FALSE = ("answer", "truth", "label", "target", "gold", "gt")  # may be a boolean
SMALL = re.compile(r"-1|\d{1,2}")
COMMON = 0.2  # of the rows have the commonest verdict; a number that answers stands on fewer


def is_about_answers(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Flags, labels, verdicts, sections: whatever the name says, it answers nothing."""
    alone = is_flag(leaf) or is_record(leaf)
    return alone or is_verdict(leaf, leaves) or is_section(leaf, leaves)


def is_flag(leaf: Leaf) -> bool:
    """Whether something is so, under a name that does not promise an answer of yes or no."""
    is_bool = all(isinstance(value, bool) for value in leaf.there)
    return is_bool and not any(word in leaf.name for word in TRUE_OR_FALSE)


def is_record(leaf: Leaf) -> bool:
    """An object under the name of a category: labels of several kinds."""
    may_be = leaf.name in CATEGORY_NAMES and leaf.name not in TEST_NAMES
    return may_be and all(isinstance(value, dict) for value in leaf.there)


def is_verdict(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Right or wrong, or which step is wrong: small numbers again and again, without options."""
    if leaf.name not in VERDICT_NAMES:
        return False
    texts = texts_of(leaf)
    if not texts or not all(map(SMALL.fullmatch, texts)) or have_options(leaves):
        return False
    count = Counter(texts).most_common(1)[0][1]
    return count > 1 and count >= COMMON * len(texts)


def have_options(leaves: list[Leaf]) -> bool:
    """Are there options to choose from, in fields of their own or in the prompts?"""
    prompts = [leaf for leaf in leaves if rank(leaf.name, PROMPT_NAMES) is not None]
    return any(leaf.name in OPTION_NAMES or are_options(leaf, leaves) for leaf in leaves) or any(
        most_list_options(texts_of(leaf)) or lettered(leaf, leaves) for leaf in prompts
    )


def is_section(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """What a task of programming says of its output, beside what it says of its input."""
    beside = {other.name: other for other in leaves if other.parent == leaf.parent}
    return (
        leaf.name == "output"
        and is_prose(leaf)
        and "input" in beside
        and is_prose(beside["input"])
        and any(
            rank(name, PROMPT_NAMES) is not None and is_prose(other)
            for name, other in beside.items()
            if name not in ("instruction", "input")
        )
    )
