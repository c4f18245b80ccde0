"""The rows in a file that is one JSON object: arrays, columns, or objects by their ids."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from atlas.landing.chats import is_chat
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


class Table(NamedTuple):
    """Rows, and where they stand in the object; what lies beside them is left out."""

    path: str
    rows: list[Any]
    left: tuple[str, ...] = ()
    note: str = ""


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


def columns_of(value: dict, path: str) -> Table | None:
    """Columns as lists, as pandas writes them (column -> index -> cell), or names beside cells."""
    names, data = value.get("columns"), value.get("data")
    if is_texts(names) and is_table(data) and all(isinstance(cells, list) for cells in data):
        return Table(path, [dict(zip(names, cells, strict=False)) for cells in data])
    if is_by_index(value):
        index = list(dict.fromkeys(key for part in value.values() for key in part))
        rows = [{name: part.get(key) for name, part in value.items()} for key in index]
        return Table(path, rows, (), uneven(map(len, value.values())))
    columns = {name: part for name, part in value.items() if isinstance(part, list)}
    if all(name.isdecimal() for name in value):  # id -> [problem, answer]
        is_rows = len(columns) == len(value) > 1 and not any(map(is_table, columns.values()))
        return Table(path, list(columns.values())) if is_rows else None
    has_prompts = any(is_prompt_column(name, part) for name, part in columns.items())
    if not has_prompts and (len(columns) < len(value) or any(map(is_table, columns.values()))):
        return None
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip_longest(*columns.values())]
    left = tuple(path + step(name, bool(path)) for name in value if name not in columns)
    return Table(path, rows, left, uneven(map(len, columns.values()))) if rows else None


def uneven(lengths: Iterator[int]) -> str:
    found = sorted(set(lengths))
    if len(found) < 2:
        return ""
    return f"the columns have {found[0]:,} to {found[-1]:,} cells: what is missing is empty"


def is_by_index(value: dict) -> bool:
    parts = list(value.values())
    if not parts or not all(isinstance(part, dict) and part for part in parts):
        return False
    if not all(key.isdecimal() for part in parts for key in part):
        return False
    return any(not isinstance(cell, dict) for part in parts for cell in part.values())


def is_prompt_column(name: str, value: list) -> bool:
    return rank(plain_name(name), PROMPT_NAMES) is not None and is_texts(value) and len(value) > 1


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


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


def is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)
