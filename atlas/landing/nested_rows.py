"""Rows that hold tables of problems: each problem becomes a row, with what stands above it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from atlas.landing.leaf import step
from atlas.landing.leaves import sample_leaves
from atlas.landing.names import ROW_NAMES, STRONG_PROMPT_NAMES, rank
from atlas.landing.streams import Content

LOOKED_AT = 20  # rows
MAX_LEVELS = 3  # of tables in each other
ABOVE = {"text", "content"}  # names of a prompt that may also be what questions are about


def unnested(content: Content, rows: Iterable[Any]) -> Iterator[Any]:
    """The rows, or those in them where the problems stand there; of plain texts, as prompts."""
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    if first and all(isinstance(row, str) for row in first):
        content.note("the rows are plain texts: each is a prompt")
        yield from ({"prompt": row} if isinstance(row, str) else row for row in chain(first, rows))
        return
    path = path_to_problems([unwrapped(row) for row in first if isinstance(row, dict)])
    if not path:
        yield from chain(first, rows)
        return
    content.note(f"rows are those in: {'.'.join(f'{step(name, False)}[]' for name in path)}")
    for row in chain(first, rows):
        yield from rows_below(unwrapped(row), path)


def unwrapped(row: Any) -> Any:
    """{"id": {row}} as the row."""
    inner = next(iter(row.values())) if isinstance(row, dict) and len(row) == 1 else None
    return inner if isinstance(inner, dict) else row


def path_to_problems(rows: list[dict], level: int = 0) -> tuple[str, ...]:
    """The names of the tables in each other down to the problems; none where rows are problems."""
    if not rows or level == MAX_LEVELS or holds(rows, STRONG_PROMPT_NAMES, ABOVE):
        return ()
    counts = Counter(name for row in rows for name, part in row.items() if is_table(part))
    for name, count in counts.most_common():
        inner = [part for row in rows if is_table(row.get(name)) for part in row[name]]
        inner = inner[:LOOKED_AT]
        if count * 2 < len(rows):
            continue
        if holds(inner, ROW_NAMES, set()):
            return (name,)
        if below := path_to_problems(inner, level + 1):
            return (name, *below)
    return ()


def rows_below(row: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """The rows at the end of the path; a row without such a table stays what it is."""
    inner = row.get(path[0]) if isinstance(row, dict) else None
    if not is_table(inner):
        yield row
        return
    above = {name: part for name, part in row.items() if not isinstance(part, dict | list)}
    for part in inner:
        whole = {**above, **part} if isinstance(part, dict) else part
        yield from rows_below(whole, path[1:]) if path[1:] else [whole]


def holds(rows: list[dict], names: list[str], aside: set[str]) -> bool:
    """Are there prompts of those names, other than in lists?"""
    return any(
        leaf.is_text and rank(leaf.name, names) is not None and leaf.name not in aside
        for leaf in sample_leaves(rows)
        if not leaf.expression.endswith("]") and "[0]" not in leaf.expression
    )


def is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
