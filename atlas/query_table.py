"""Rows as a table for people, with the names of its columns in whole."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table

from atlas.console import make_console, shown
from atlas.output import as_json

LONGEST_CELL, NARROWEST = 80, 12  # characters; a long cell is folded, but no narrower than that
GAP = 2  # spaces between columns


def show_rows(names: Sequence[str], rows: Sequence[tuple]) -> None:
    """As wide as the terminal: where that leaves too little for a column, a line for each value.

    Where it is no terminal every row is one line, however long.
    """
    console = make_console()
    if not rows:
        console.print("no rows")
        return
    names = [shown(name) for name in names]
    cells = [[cell(value) for value in row] for row in rows]
    widths = widths_of(names, cells, console.width if console.is_terminal else None)
    if widths is None:
        console.print(records(names, cells))
        return
    console.width = max(console.width, room_for(widths))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width, sample in zip(names, widths, rows[0], strict=True):
        is_number = isinstance(sample, int | float) and not isinstance(sample, bool)
        table.add_column(
            name, width=width, justify="right" if is_number else "left", overflow="fold"
        )
    for row in cells:
        table.add_row(*row)
    console.print(table)


def widths_of(names: list[str], cells: list[list[str]], room: int | None) -> list[int] | None:
    """Of the columns, the longest ones made narrower until they fit; None where they do not."""
    least = [cell_len(name) for name in names]
    wanted = [max(map(cell_len, column)) for column in zip(names, *cells, strict=True)]
    if room is None:
        return wanted
    for most in range(LONGEST_CELL, NARROWEST - 1, -1):
        widths = [max(one, min(most, other)) for one, other in zip(least, wanted, strict=True)]
        if room_for(widths) <= room:
            return widths
    return None


def room_for(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def records(names: list[str], cells: list[list[str]]) -> Table:
    grid = Table.grid(padding=(0, GAP))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for number, row in enumerate(cells):
        if number:
            grid.add_row()
        for name, value in zip(names, row, strict=True):
            grid.add_row(name, value)
    return grid


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4g}"
    return shown(str(plain(value)), LONGEST_CELL)


def plain(value: object) -> object:
    """Lists and structs as JSON, in a cell."""
    return as_json(value) if isinstance(value, list | dict) else value
