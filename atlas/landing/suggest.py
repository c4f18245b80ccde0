"""What to say where no prompt was found."""

import shlex
from typing import Any

from atlas.console import shown
from atlas.landing.find_fields import prose_columns
from atlas.landing.leaf import step
from atlas.landing.leaves import sample_leaves
from atlas.landing.likeness import NUMBER, PROSE_WORDS, words
from atlas.landing.names import ANSWER_NAMES, PROMPT_NAMES, plain_name, rank

LISTED = 40
HEADER_WORDS = 2 * PROSE_WORDS  # a name has fewer


def no_prompt(name: str, rows: list[Any], names: dict[str, None], is_csv: bool) -> str:
    """One line that leads to a right result."""
    if rows and all(isinstance(row, str) for row in rows):
        return f'the rows of {name} are plain texts; write each as {{"prompt": "..."}}'
    if is_csv and looks_like_data(list(names)):
        return f"the first line of {name} looks like data; add a header line"
    leaves = sample_leaves(rows)
    best = next(iter(prose_columns(leaves)), None)
    if best:
        columns = {step(column, False): column for column in names}
        wish = shlex.quote(columns.get(best.expression, best.expression))
        return (
            f"no prompt field found in {name}; name it with --prompt {wish} "
            f"(columns: {', '.join(names)})"
        )
    places = [leaf.expression for leaf in leaves if leaf.is_text] or list(names)
    return (
        f"no prompt field found in {name}, and no field looks like one; "
        f"name it with --prompt (fields: {shown(', '.join(places[:LISTED]), 400) or 'none'})"
    )


def looks_like_data(header: list[str]) -> bool:
    names = [plain_name(cell) for cell in header if len(cell) > 1]  # A is an answer as well
    if any(rank(name, PROMPT_NAMES + ANSWER_NAMES) is not None for name in names):
        return False
    numbers = [cell for cell in header if NUMBER.fullmatch(cell)]
    return bool(numbers) or any(words(cell) >= HEADER_WORDS for cell in header)
