"""What to say where no prompt was found."""

import shlex
from typing import Any

from atlas.console import shown
from atlas.landing.chats import ASKERS, WHO_KEYS
from atlas.landing.find_fields import prose_columns
from atlas.landing.leaf import SAID_KEYS, Leaf, step
from atlas.landing.leaves import sample_leaves
from atlas.landing.likeness import NUMBER, PROSE_WORDS, words
from atlas.landing.names import ANSWER_NAMES, PROMPT_NAMES, plain_name, rank
from atlas.landing.nested_rows import path_to_problems

LISTED = 40
HEADER_WORDS = 2 * PROSE_WORDS  # a name has fewer


def no_prompt(name: str, rows: list[Any], names: dict[str, None], is_csv: bool) -> str:
    """One line that leads to a right result."""
    if is_csv and looks_like_data(list(names)):
        return f"the first line of {name} looks like data; add a header line"
    if path := path_to_problems([row for row in rows if isinstance(row, dict)]):
        where = ".".join(f"{part}[]" for part in path)
        return f"the problems of {name} stand in {where}; save it as JSON lines and land that"
    leaves = sample_leaves(rows)
    columns = {step(column, False): column for column in names}
    best = next(iter(prose_columns(leaves)), None)
    wish = columns.get(best.expression, best.expression) if best else code_and_input(leaves)
    if wish:
        wish = shlex.quote(wish)
        return (
            f"no prompt field found in {name}; name it with --prompt {wish} "
            f"(columns: {', '.join(names)})"
        )
    places = [leaf.expression for leaf in leaves if leaf.is_text]
    places += [name for name in columns if not any(place.startswith(name) for place in places)]
    return (
        f"no prompt field found in {name}, and no field looks like one; "
        f"name it with --prompt (fields: {shown(', '.join(places[:LISTED]), 400) or 'none'})"
    )


def code_and_input(leaves: list[Leaf]) -> str | None:
    """What comes out of a program: the program and its input are asked about."""
    names = [leaf.name for leaf in leaves if leaf.is_text and leaf.depth <= 1]
    return 'code + "\\n" + input' if {"code", "input"} <= set(names) else None


def single_messages(name: str, rows: list[Any], prompt: str) -> str | None:
    """What to do with rows that are messages of chats, and not all of them questions."""
    leaves = sample_leaves(rows)
    who = next((leaf for leaf in leaves if leaf.name in WHO_KEYS and leaf.depth <= 1), None)
    if who is None or not all(isinstance(value, str) for value in who.there):
        return None
    speakers = dict.fromkeys(value.lower() for value in who.there)
    asked = [speaker for speaker in speakers if speaker in ASKERS]
    if not asked or len(speakers) == len(asked) or prompt not in SAID_KEYS:
        return None
    return (
        f"the rows of {name} are single messages of chats ({who.expression}: "
        f"{shown(', '.join(speakers), 80)}); keep the rows of {asked[0]} that open a chat "
        f"and land those with --prompt {prompt}"
    )


def looks_like_data(header: list[str]) -> bool:
    names = [plain_name(cell) for cell in header if len(cell) > 1]  # A is an answer as well
    if any(rank(name, PROMPT_NAMES + ANSWER_NAMES) is not None for name in names):
        return False
    numbers = [cell for cell in header if NUMBER.fullmatch(cell)]
    return bool(numbers) or any(words(cell) >= HEADER_WORDS for cell in header)
