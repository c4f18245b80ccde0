"""Finding the prompt, the answer and the source label of a dataset nobody described."""

from typing import Any

from atlas.landing.leaves import Leaf, sample_leaves
from atlas.landing.text import option_lines

# Best first. A name counts wherever it stands in the row; the shallower place wins.
PROMPT_NAMES = (
    "problem question problem_description problem_statement prompt query messages conversations "
    "conversation instruction input informal_statement puzzle text task content"
).split()
ANSWER_NAMES = (
    "final_answer expected_answer gt_answer gold_answer label_answer correct_answer short_answer "
    "true_answer golden_answer ground_truth_answer answer ground_truth groundtruth gt ans target "
    "gold golden label correct answers reference_answer ref_answer reference final expected "
    "expected_output solution response completion output tests test_list test"
).split()
SOURCE_NAMES = "source data_source dataset source_dataset dataset_name origin".split()
SEEN = 200  # texts of a column
OPTION_NAMES = ("options", "choices")


def find_prompt(rows: list[Any]) -> str | None:
    leaves = named(rows, PROMPT_NAMES)
    texts = [leaf for leaf in leaves if leaf.is_text and leaf.filled >= 0.5]
    if not texts:
        return None
    best = min(texts, key=lambda leaf: (leaf.is_repetitive, leaf.depth, rank(leaf, PROMPT_NAMES)))
    return composed(best, sample_leaves(rows))


def longest_text(rows: list[Any]) -> str | None:
    """The column with the longest texts that are not always the same: most like a prompt."""
    texts: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items() if isinstance(row, dict) else ():
            if isinstance(value, str) and len(texts.setdefault(name, set())) < SEEN:
                texts[name].add(value)
    lengths = {name: sum(map(len, found)) / max(len(found), 1) for name, found in texts.items()}
    several = [name for name, found in texts.items() if len(found) > len(rows) / 5]
    return max(several, key=lengths.__getitem__, default=None)


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
