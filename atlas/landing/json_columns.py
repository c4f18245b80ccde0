"""Tables in a JSON object: lists of rows, or columns as lists and as pandas writes them."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from atlas.landing.leaf import step
from atlas.landing.names import PROMPT_NAMES, plain_name, rank


class Table(NamedTuple):
    """Rows, and where they stand in the object; what lies beside them is left out."""

    path: str
    rows: list[Any]
    left: tuple[str, ...] = ()
    note: str = ""


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


def is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)
