"""A prompt with the parts that belong to it: a text before it, options behind it."""

from atlas.landing.find_options import options_of
from atlas.landing.leaf import Leaf
from atlas.landing.likeness import is_prose
from atlas.landing.names import CONTEXT_NAMES
from atlas.landing.text import as_text

TEXT_NAMES = ("text", "content")  # a problem, or what a question is about


def composed(prompt: Leaf, leaves: list[Leaf]) -> str:
    beside: dict[str, Leaf] = {}
    for leaf in leaves:
        if leaf.parent == prompt.parent:
            beside.setdefault(leaf.name, leaf)
    before, asked = [], beside.get("question", prompt)
    if prompt.name in (*CONTEXT_NAMES, *TEXT_NAMES) and is_prose(asked):
        if prompt.name in TEXT_NAMES and is_missing("question", beside, prompt):
            before = [prompt.expression, r'"\n"']
        prompt = asked  # the same few questions about ever new puzzles
    parts = [*before, prompt.expression]
    if prompt.name == "question" and is_missing("body", beside, prompt):
        parts = [beside["body"].expression, '" "', prompt.expression]
    if {"instruction", "input"} <= set(beside) and prompt.name in ("instruction", "input"):
        parts = [beside["instruction"].expression, r'"\n"', beside["input"].expression]
    for name in reversed(CONTEXT_NAMES):
        if is_missing(name, beside, prompt) and is_prose(beside[name]):
            parts = [beside[name].expression, r'"\n"', *parts]
    options = options_of(prompt, leaves)
    return " + ".join([*parts, options] if options else parts)


def is_missing(name: str, beside: dict[str, Leaf], prompt: Leaf) -> bool:
    """Is there a text of that name that the prompt does not hold already?"""
    if name not in beside or beside[name] == prompt:
        return False
    pairs = zip(beside[name].values, prompt.values, strict=True)
    texts = [(as_text(part), as_text(whole) or "") for part, whole in pairs]
    texts = [(part, whole) for part, whole in texts if part and part.strip()]
    inside = [spaced(part) in spaced(whole) for part, whole in texts]
    # Without its question a text is no prompt.
    return all(whole for _, whole in texts) and sum(inside) < len(inside) / 2


def spaced(text: str) -> str:
    return " ".join(text.split())
