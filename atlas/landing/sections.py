"""Sections of a task of programming: what it says of its input and of its output."""

from atlas.landing.leaf import Leaf
from atlas.landing.likeness import is_prose
from atlas.landing.names import PROMPT_NAMES, rank
from atlas.landing.text import as_text


def is_section(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Is it a section, beside the task that it belongs to?"""
    beside = {other.name: other for other in leaves if other.parent == leaf.parent}
    if leaf.name not in ("input", "output") or not {"input", "output"} <= set(beside):
        return False
    if "instruction" in beside or not (is_prose(beside["input"]) and is_prose(beside["output"])):
        return False
    return any(
        rank(name, PROMPT_NAMES) is not None
        and is_prose(other)
        and not other.is_repetitive
        and not holds(other, beside)
        for name, other in beside.items()
        if name not in ("input", "output")
    )


def holds(whole: Leaf, beside: dict[str, Leaf]) -> bool:
    """Does the text hold what is under `input` already?"""
    pairs = [
        (as_text(part), as_text(text) or "")
        for part, text in zip(beside["input"].values, whole.values, strict=True)
    ]
    return sum(part in text for part, text in pairs if part) > sum(bool(p) for p, _ in pairs) / 2
