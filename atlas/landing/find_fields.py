"""Finding the prompt and the source label of a dataset nobody described."""

from atlas.landing.compose import composed
from atlas.landing.held import looked_into
from atlas.landing.leaf import REPLY, Leaf
from atlas.landing.likeness import is_numeric, is_prose, is_token, is_wordless, texts_of
from atlas.landing.names import (
    ANSWER_NAMES,
    NO_PROMPT,
    PROMPT_NAMES,
    SOURCE_NAMES,
    WEAK_PROMPT_NAMES,
    plain_name,
    rank,
)
from atlas.landing.sections import is_section


def find_prompt(leaves: list[Leaf]) -> str | None:
    best = best_prompt(leaves)
    if best is None:
        return None
    found = composed(best, leaves)
    others = [leaf for leaf in prose_columns(leaves) if leaf.expression not in found]
    return None if is_doubtful(best) and others else found


def best_prompt(leaves: list[Leaf]) -> Leaf | None:
    """The place of the prompt itself, without the parts that belong to it."""
    texts = [first_of_list(leaf) for leaf in leaves if is_prompt_name(leaf)]
    texts = [leaf for leaf in texts if leaf.is_text and not is_numeric(leaf)]
    texts = [leaf for leaf in texts if not is_wordless(leaf) and not is_section(leaf, leaves)]
    texts = [leaf for leaf in texts if filled_in_any_form(leaf, texts) >= 0.5]
    return min(texts, key=prompt_order, default=None)


def is_prompt_name(leaf: Leaf) -> bool:
    named = rank(leaf.name, PROMPT_NAMES) is not None
    return named or (leaf.is_question and leaf.name != "rejected")


def filled_in_any_form(leaf: Leaf, leaves: list[Leaf]) -> float:
    """The share of rows with this text; of a chat, with a question, whatever its keys are."""
    if not leaf.is_question:
        return leaf.filled
    chat = (leaf.name, leaf.parent)
    return sum(one.filled for one in leaves if one.is_question and (one.name, one.parent) == chat)


def prompt_order(leaf: Leaf) -> tuple:
    place = rank(leaf.name, PROMPT_NAMES)
    is_weak = place is None or leaf.name in WEAK_PROMPT_NAMES
    return leaf.is_repetitive, not is_prose(leaf), is_weak, leaf.depth, place or 0


def is_doubtful(leaf: Leaf) -> bool:
    """An id, or the same on nearly every row: a name alone does not make it a prompt."""
    return leaf.is_repetitive or is_token(leaf)


def first_of_list(leaf: Leaf) -> Leaf:
    """A list of texts, such as the turns of a chat, begins with the prompt."""
    lists = list(map(looked_into, leaf.values))
    there = [value for value in lists if value]
    if len(there) < len(leaf.there) or not there:
        return leaf
    if not all(isinstance(one, list) and isinstance(one[0], str) for one in there):
        return leaf
    firsts = [value[0] if value else None for value in lists]
    return leaf._replace(expression=f"{leaf.expression}[0]", values=firsts)


def only_of_list(leaf: Leaf) -> Leaf:
    """A list of one text, on every row, is that text."""
    is_one = all(isinstance(value, list) and len(value) == 1 for value in leaf.there)
    return first_of_list(leaf) if is_one else leaf


def prose_columns(leaves: list[Leaf]) -> list[Leaf]:
    """Places that look like a prompt whatever they are called, the most like one first."""
    found = [
        leaf
        for leaf in leaves
        if leaf.is_text and is_prose(leaf) and leaf.filled >= 0.5 and not leaf.is_repetitive
        if not NO_PROMPT.search(plain_name(leaf.expression))
        if leaf.name not in (*ANSWER_NAMES, REPLY)
    ]
    parts = {leaf.expression.split("[0].")[0] for leaf in found if "[0]." in leaf.expression}
    found = [leaf for leaf in found if leaf.expression not in parts]
    return sorted(found, key=prose_order)


def prose_order(leaf: Leaf) -> tuple:
    """What asks, then what is longest."""
    texts = texts_of(leaf)
    asking = [text for text in texts if "?" in text or "？" in text]
    return len(asking) < len(texts) / 2, -sum(map(len, texts))


def find_source(leaves: list[Leaf]) -> str | None:
    found = [
        leaf
        for leaf in map(only_of_list, leaves)
        if rank(leaf.name, SOURCE_NAMES) is not None and leaf.filled and not leaf.is_structure
    ]
    best = min(found, key=source_order, default=None)
    return best and best.expression


def source_order(leaf: Leaf) -> tuple:
    """A label stands on many rows; what is another on each is an address or an id."""
    texts = list(map(str, leaf.there))
    is_unique = len(texts) >= 10 and len(set(texts)) > 0.9 * len(texts)
    return is_unique, leaf.depth, rank(leaf.name, SOURCE_NAMES)
