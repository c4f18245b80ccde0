"""Finding the answer of a dataset nobody described."""

import re

from atlas.landing.find_fields import best_prompt, first_of_list
from atlas.landing.find_options import are_options
from atlas.landing.leaf import FIRST, REPLY, Leaf
from atlas.landing.names import (
    ANSWER_NAMES,
    ASIDE_NAMES,
    FINAL_NAMES,
    REPLY_NAMES,
    TEST_NAMES,
    WORKED_NAMES,
    plain_name,
    rank,
)
from atlas.landing.text import boxed_in
from atlas.landing.verdicts import is_about_answers, is_unasked_category, is_unsure

FIRST_NAME = re.compile(r"\W*(\w*)")


def find_answer(leaves: list[Leaf]) -> str | None:
    prompt = best_prompt(leaves)
    found = [
        first_said(leaf, prompt)
        for leaf in leaves
        if rank(leaf.name, ANSWER_NAMES) is not None and rank(leaf.name, REPLY_NAMES) is None
        if leaf.filled >= 0.5 and not are_options(leaf, leaves)
        if not is_about_answers(leaf, prompt, leaves)
    ]
    best = min(found, key=lambda leaf: answer_order(leaf, prompt), default=None)
    is_doubtful = best is None or is_unasked_category(best, prompt)
    return (is_doubtful and boxed_reply(leaves)) or (best and best.expression)


def first_said(leaf: Leaf, prompt: Leaf | None) -> Leaf:
    """Of answers to several questions the first, if so is the prompt; of spellings, the first."""
    is_spelling = leaf.name == "answers" and leaf.expression.endswith((".text", ".input_text"))
    is_parallel = prompt is not None and prompt.expression.endswith("[0]")
    return first_of_list(leaf) if is_spelling or is_parallel else leaf


def boxed_reply(leaves: list[Leaf]) -> str | None:
    """The boxed answers of replies, where most hold one. Rejected ones are wrong."""
    replies = [leaf for leaf in leaves if is_reply(leaf) and "rejected" not in leaf.expression]
    boxes = [
        any(map(boxed_in, row)) for row in zip(*(leaf.values for leaf in replies), strict=True)
    ]
    is_one_question = not any(FIRST in leaf.expression for leaf in leaves)
    if is_one_question and sum(boxes) > len(boxes) / 2:
        return f"boxed({replies[0].expression})"
    return None


def is_reply(leaf: Leaf) -> bool:
    return leaf.name == REPLY or (
        rank(leaf.name, REPLY_NAMES) is not None and not leaf.is_structure
    )


def answer_order(leaf: Leaf, prompt: Leaf | None) -> tuple:
    """Final answers, then tests, then solutions; categories last, structures after texts."""
    kind = next(
        kind
        for kind, names in enumerate((FINAL_NAMES, TEST_NAMES, WORKED_NAMES))
        if rank(leaf.name, names) is not None
    )
    structure = max(2 * isinstance(one, dict) or isinstance(one, list) for one in leaf.there)
    is_aside = FIRST_NAME.match(plain_name(leaf.expression))[1] in ASIDE_NAMES
    return (
        is_unasked_category(leaf, prompt),
        kind,
        is_unsure(leaf, prompt),
        structure,
        is_aside,
        leaf.depth,
        rank(leaf.name, ANSWER_NAMES),
    )
