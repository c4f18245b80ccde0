"""The rows in a file that is one JSON object: arrays, columns, or objects by their ids."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from atlas.landing.chats import is_chat
from atlas.landing.json_columns import Table, columns_of, is_table
from atlas.landing.leaf import step
from atlas.landing.leaves import sample_leaves
from atlas.landing.names import (
    CONTEXT_NAMES,
    OPTION_NAMES,
    PROMPT_NAMES,
    ROW_NAMES,
    STRONG_PROMPT_NAMES,
    plain_name,
    rank,
)
from atlas.landing.streams import Content

MAX_DEPTH = 4
LOOKED_AT = 20  # rows of a table
NAMED = 10  # containers in a note


def rows_of_object(content: Content, value: dict) -> Iterator[Any]:
    """The rows of the tables that hold prompts, else of the largest; else one row."""
    tables = [] if is_row(value) else list(tables_of(value, "", 0))
    # Beside problems, a table of texts or descriptions tells of sources, topics or splits.
    for names in (ROW_NAMES, STRONG_PROMPT_NAMES, PROMPT_NAMES):
        if taken := [table for table in tables if holds_prompts(table, names)]:
            break
    else:
        taken = sorted(tables, key=lambda table: -len(table.rows))[:1]
    if not taken:
        yield value
        return
    tell(content, value, tables, taken)
    yield from chain.from_iterable(table.rows for table in taken)


def tell(content: Content, value: dict, tables: list[Table], taken: list[Table]) -> None:
    paths = [table.path for table in taken if table.path]
    if paths:
        content.note(f"rows are those in: {listed(paths)}")
    roots = {path.split(".")[0] for path in paths}
    beside = [name for name in value if step(name, False) not in roots] if paths else []
    beside += [table.path for table in tables if table not in taken and "." in table.path]
    left = dict.fromkeys([*beside, *chain.from_iterable(table.left for table in taken)])
    if left:
        content.note(f"left out: {listed(list(left))}")
    for note in dict.fromkeys(table.note for table in taken if table.note):
        content.note(note)


def listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def tables_of(value: Any, path: str, depth: int) -> Iterator[Table]:
    """Every table in a value. What is a row by itself is not looked into."""
    if is_table(value):
        yield Table(path, value)
    if not isinstance(value, dict) or depth > MAX_DEPTH or is_row(value):
        return
    columns = columns_of(value, path)
    if columns:
        yield columns
        return
    inner = [
        table
        for name, part in value.items()
        if plain_name(name) not in OPTION_NAMES
        for table in tables_of(part, path + step(name, bool(path)), depth + 1)
    ]
    by_id = rows_by_id(value, path)
    is_whole = by_id and (tell_of_texts(value) or not any(map(holds_prompts, inner)))
    yield from [by_id] if is_whole else inner


def tell_of_texts(value: dict) -> bool:
    """Are there texts that the problems beside them are about?"""
    parts = [part for part in value.values() if isinstance(part, dict)]
    told = [any(isinstance(part.get(name), str) for name in CONTEXT_NAMES) for part in parts]
    return sum(told) > len(told) / 2


def rows_by_id(value: dict, path: str) -> Table | None:
    """{"p1": {row}, "p2": {row}}: objects that share most of their keys; each keeps its id."""
    rows = {name: part for name, part in value.items() if isinstance(part, dict) and part}
    if not rows or len(rows) * 2 < len(value):
        return None
    counts = Counter(key for part in rows.values() for key in part)
    shared = sum(count * 2 > len(rows) for count in counts.values())
    if not shared or shared * 2 < sum(map(len, rows.values())) / len(rows):
        return None
    left = tuple(path + step(name, bool(path)) for name in value if name not in rows)
    return Table(path, [{name: part} for name, part in rows.items()], left)


def holds_prompts(table: Table, names: list[str] = PROMPT_NAMES) -> bool:
    leaves = sample_leaves(table.rows[:LOOKED_AT])
    return any(leaf.is_text and rank(leaf.name, names) is not None for leaf in leaves)


def is_row(value: Any) -> bool:
    """An object with a prompt in it, rather than around rows; or an empty one."""
    return isinstance(value, dict) and (
        not value
        or any(
            plain_name(name) in ROW_NAMES and (isinstance(part, str) or is_chat(part))
            for name, part in value.items()
        )
    )
