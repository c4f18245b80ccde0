"""Rows of CSV and its relatives (tabs, semicolons)."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any

from atlas.landing.json_text import MAX_RECORD, RAW_KEPT, Unreadable, lines
from atlas.landing.streams import Content

csv.field_size_limit(MAX_RECORD)
END = "\ufdd0 end of the file"  # a last row of our own: inside a cell, a quote was left open


def csv_rows(content: Content) -> Iterator[Any]:
    table = CsvTable(content)
    try:
        header = next(table.reader)
        if len(set(header)) < len(header):
            content.note("a column name occurs twice: the first one is used")
        for cells in table.reader:
            yield from table.take_skipped()
            if cells == [END]:
                break
            if cells and cells[-1].endswith(END + "\n"):
                content.note("a quote is never closed: what follows it became one cell")
                cells[-1] = cells[-1].removesuffix(END + "\n")
            if len(cells) > len(header):
                yield Unreadable("too_many_cells", table.delimiter.join(cells)[:RAW_KEPT])
            elif cells:
                yield row_of(header, cells)
    except csv.Error as error:
        content.note(f"damaged CSV ({error}): the rows before it were read")
    yield from table.take_skipped()


def row_of(header: list[str], cells: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, cell)
    return row


class CsvTable:
    """A csv reader that guesses its delimiter and sets aside lines that are too long."""

    def __init__(self, content: Content) -> None:
        self.skipped: list[Unreadable] = []
        texts = self.texts(content)
        first = next(texts)
        self.delimiter = max(",\t;", key=first.count)
        self.reader = csv.reader(chain([first], texts), delimiter=self.delimiter)

    def texts(self, content: Content) -> Iterator[str]:
        for line in lines(content):
            if isinstance(line, Unreadable):
                self.skipped.append(line)
            else:
                yield line + "\n"
        yield END + "\n"

    def take_skipped(self) -> list[Unreadable]:
        taken, self.skipped = self.skipped, []
        return taken
