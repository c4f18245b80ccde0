"""Rows of CSV and its relatives (tabs, semicolons, bars)."""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from atlas.landing.json_text import MAX_RECORD, RAW_KEPT, Unreadable, lines
from atlas.landing.names import PROMPT_NAMES, plain_name
from atlas.landing.streams import Content

csv.field_size_limit(MAX_RECORD)
DELIMITERS = ",\t;|"  # the first where nothing tells them apart
EXCEL_DELIMITER = re.compile(r"sep=(.)\r?\n")  # a first line that Excel reads so
LINES_LOOKED_AT = 50
LOOKED_AT = 1 << 20  # characters
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


def begins_with_names(content: Content) -> bool:
    """Whether a text begins with a line of names between tabs, one of them that of a prompt."""
    header = next(lines(content), "")
    names = header.split("\t") if isinstance(header, str) else []
    return len(names) > 1 and any(plain_name(name) in PROMPT_NAMES for name in names)


def row_of(header: list[str], cells: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, cell)
    return row


def first_lines(texts: Iterator[str]) -> list[str]:
    head: list[str] = []
    for text in texts:
        head.append(text)
        if len(head) == LINES_LOOKED_AT or sum(map(len, head)) > LOOKED_AT:
            break
    return head


def delimiter_of(head: list[str]) -> str:
    """The sign that splits the header and gives most rows as many cells as the header."""
    return max(DELIMITERS, key=lambda sign: (fit(head, sign), head[0].count(sign)))


def fit(head: list[str], delimiter: str) -> float:
    """The share of rows with as many cells as the header; 0 where that is one cell."""
    try:
        rows = [row for row in csv.reader(head, delimiter=delimiter) if row and row != [END]]
    except csv.Error:
        return 0
    if not rows or len(rows[0]) < 2:
        return 0
    body = rows[1:-1] or rows[1:] or rows  # the last one may be cut
    return sum(len(row) == len(rows[0]) for row in body) / len(body)


class CsvTable:
    """A csv reader that guesses its delimiter and sets aside lines that are too long."""

    def __init__(self, content: Content) -> None:
        self.skipped: list[Unreadable] = []
        texts = self.texts(content)
        head = first_lines(texts)
        if said := EXCEL_DELIMITER.fullmatch(head[0]):
            head, self.delimiter = head[1:], said[1]
        else:
            self.delimiter = "\t" if content.name.endswith(".tsv") else delimiter_of(head)
        self.reader = csv.reader(chain(head, texts), delimiter=self.delimiter)

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
