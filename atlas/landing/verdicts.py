"""What stands under the name of an answer and is none: flags, verdicts, shares, categories."""

import re
from collections import Counter, defaultdict
from typing import Any

from atlas.landing.find_options import are_options, lettered
from atlas.landing.leaf import Leaf
from atlas.landing.likeness import NUMBER, is_category, is_prose, most_list_options, texts_of
from atlas.landing.names import (
    CATEGORY_NAMES,
    FINAL_NAMES,
    NO_PROMPT,
    OPTION_NAMES,
    PROMPT_NAMES,
    TEST_NAMES,
    VERDICT_NAMES,
    rank,
)
from atlas.landing.sections import is_section
from atlas.landing.text import as_published, as_text

TRUE_OR_FALSE = ("answer", "truth", "label", "target", "gold", "gt")  # may be a boolean
SMALL = re.compile(r"-1|\d{1,2}(?:\.0)?")
ADDRESS = re.compile(r"\s*https?://\S+\s*$")
PLACEHOLDER = re.compile(r"[^\W\d]{2,}|n[/.]?a\.?|-+|\?+|\.{3}")
FEW = 10  # different prompts may have one answer by chance
COMMON = 0.2  # of the rows have the commonest verdict; a number that answers stands on fewer
OFTEN_ASKED = 3  # prompts that come again, so that their answers can be compared


def is_about_answers(leaf: Leaf, prompt: Leaf | None, leaves: list[Leaf]) -> bool:
    """Flags, labels, verdicts, sections: whatever the name says, it answers nothing."""
    if is_flag(leaf) or is_address(leaf) or is_constant(leaf, prompt) or is_section(leaf, leaves):
        return True
    if leaf.name in VERDICT_NAMES:
        is_judged = is_verdict(leaf, leaves) or repeats(leaf, prompt)
        if is_judged or is_unasked_category(leaf, prompt):
            return True
    may_be = leaf.name in CATEGORY_NAMES and leaf.name not in TEST_NAMES
    return may_be and (is_record(leaf) or is_share(leaf))


def is_flag(leaf: Leaf) -> bool:
    """Whether something is so, under a name that does not promise an answer of yes or no."""
    return all_bools(leaf.there) and not any(word in leaf.name for word in TRUE_OR_FALSE)


def all_bools(values: list[Any]) -> bool:
    return all(isinstance(value, bool) for value in values)


def is_address(leaf: Leaf) -> bool:
    texts = texts_of(leaf)
    return bool(texts) and all(ADDRESS.match(text) for text in texts)


def is_constant(leaf: Leaf, prompt: Leaf | None) -> bool:
    """The same word on many rows that ask other things, and do not name it: a placeholder."""
    said, asked = set(texts_of(leaf)), set(texts_of(prompt)) if prompt else set()
    word = min(said, default="").strip().lower()
    if len(said) != 1 or min(len(leaf.there), len(asked)) <= FEW or not PLACEHOLDER.fullmatch(word):
        return False
    named = [text for text in asked if word in text.lower()]
    return rank(leaf.name, FINAL_NAMES) is not None and len(named) <= len(asked) / 2


def is_record(leaf: Leaf) -> bool:
    """An object: labels of several kinds."""
    return all(isinstance(value, dict) for value in leaf.there)


def is_share(leaf: Leaf) -> bool:
    """Fractions from 0 to 1: a score, or how many attempts were right."""
    texts = texts_of(leaf)
    if not texts or not all(map(NUMBER.fullmatch, texts)):
        return False
    numbers = [float(text) for text in texts if re.fullmatch(r"\s*[01]?(\.\d+)?\s*", text)]
    fractions = [number for number in numbers if 0 < number < 1]
    return len(numbers) == len(texts) and len(fractions) > len(texts) / 2


def is_unasked_category(leaf: Leaf, prompt: Leaf | None) -> bool:
    """Words again and again, other than those that the prompts name to choose from."""
    if leaf.name not in CATEGORY_NAMES or not is_category(leaf):
        return False
    words = {text.strip().lower() for text in texts_of(leaf)}
    prompts = [text.lower() for text in texts_of(prompt)] if prompt else []
    named = [text for text in prompts if all(word in text for word in words)]
    return len(named) <= len(prompts) / 2


def repeats(leaf: Leaf, prompt: Leaf | None) -> bool:
    """The prompt once more, such as with marks on its steps."""
    pairs = zip(leaf.values, prompt.values, strict=True) if prompt else []
    texts = [(as_text(value), as_text(asked)) for value, asked in pairs]
    texts = [(value, asked) for value, asked in texts if value and asked]
    same = [
        len(value) > len(asked) * 0.8 and value.startswith(asked[: len(asked) // 2])
        for value, asked in texts
    ]
    return sum(same) > len(same) / 2


def is_verdict(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Right or wrong, or which step is wrong: small numbers again and again, without options."""
    if all(isinstance(value, list) and all_bools(value) for value in leaf.there):
        return True
    if all_bools(leaf.there):
        return has_reply(leaf, leaves)
    texts = texts_of(leaf)
    if not texts or not all(map(SMALL.fullmatch, texts)) or have_options(leaves):
        return False
    count = Counter(texts).most_common(1)[0][1]
    return count > 1 and count >= COMMON * len(texts)


def has_reply(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Is there a text beside it that somebody wrote as an answer?"""
    return any(
        is_prose(other) and NO_PROMPT.search(other.name)
        for other in leaves
        if other.parent == leaf.parent and other.name != leaf.name
    )


def is_unsure(leaf: Leaf, prompt: Leaf | None) -> bool:
    """Another value each time the same is asked: what somebody said, not what is true."""
    said: dict[str, list[str | None]] = defaultdict(list)
    for asked, value in zip(prompt.values, leaf.values, strict=True) if prompt else ():
        if (text := as_text(asked)) and value not in (None, ""):
            said[text].append(as_published(value))
    again = [values for values in said.values() if len(values) > 1]
    differing = [values for values in again if len(set(values)) > 1]
    return len(again) >= OFTEN_ASKED and len(differing) > len(again) / 2


def have_options(leaves: list[Leaf]) -> bool:
    """Are there options to choose from, in fields of their own or in the prompts?"""
    prompts = [leaf for leaf in leaves if rank(leaf.name, PROMPT_NAMES) is not None]
    return any(leaf.name in OPTION_NAMES or are_options(leaf, leaves) for leaf in leaves) or any(
        most_list_options(texts_of(leaf)) or lettered(leaf, leaves) for leaf in prompts
    )
