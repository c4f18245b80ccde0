"""Rows of a raw file in any of the published formats, found by content rather than by name."""

import reprlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from atlas.errors import UserError
from atlas.landing.arrow_rows import arrow_rows, parquet_rows, stored_sizes
from atlas.landing.csv_rows import begins_with_names, csv_rows
from atlas.landing.json_rows import read_json
from atlas.landing.json_text import Unreadable
from atlas.landing.refusals import DATA, UnknownFormat, check_is_data
from atlas.landing.streams import Content, open_contents

MAX_DEPTH = 100  # of lists and objects in each other
BYTE_ORDER_MARKS_AND_SPACE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


@dataclass
class RawFile:
    """A raw file: its format and its rows (dicts, lists, or Unreadable)."""

    path: Path
    format: str
    contents: list[Content]

    def rows(self, columns: Collection[str] | None = None) -> Iterator[Any]:
        """All rows; of Parquet and Arrow only the given columns are read."""
        for part in self.parts(columns):
            yield from part

    def parts(self, columns: Collection[str] | None = None) -> Iterator[Iterator[Any]]:
        """The rows of each stream in it: one, but for archives of several members."""
        for content in self.contents:
            yield map(shallow, read_content(content, columns)[1])

    def columns(self) -> dict[str, int] | None:
        """Column -> stored bytes, where the format tells (Parquet)."""
        return stored_sizes(self.contents[0]) if self.format == "Parquet" else None

    @property
    def notes(self) -> list[str]:
        return [
            f"{content.member}: {note}" if content.member else note
            for content in self.contents
            for note in content.notes
        ]


def shallow(row: Any) -> Any:
    """The row, set aside where it is nested so deeply that nobody can walk through it."""
    level = [row] if isinstance(row, dict | list) else []
    for _ in range(MAX_DEPTH):
        parts = (part.values() if isinstance(part, dict) else part for part in level)
        level = [part for inner in parts for part in inner if isinstance(part, dict | list)]
        if not level:
            return row
    return Unreadable("nested_too_deeply", reprlib.repr(row))


def open_raw(path: Path) -> RawFile:
    """Opens a file; of an archive, the members that are in a known format."""
    contents, formats, unknown = [], [], []
    for content in open_contents(path):
        try:
            formats.append(read_content(content, None)[0])
            contents.append(content)
        except UnknownFormat as error:
            unknown.append(error)
    if not contents:
        raise unknown[0]
    for error in unknown:
        contents[0].note(f"left out: {error}")
    return RawFile(path, formats[0], contents)


def read_content(content: Content, columns: Collection[str] | None) -> tuple[str, Iterator[Any]]:
    """The format of a stream and its rows."""
    start, name = content.start(), content.name
    bracket = start.lstrip(BYTE_ORDER_MARKS_AND_SPACE)[:1]
    check_is_data(content, start)
    if start.startswith(b"PAR1"):
        found = "Parquet", parquet_rows(content, columns)
    elif start.startswith(b"ARROW1"):
        found = "Arrow file", arrow_rows(content, pa.ipc.open_file, columns)
    elif start.startswith(b"\xff\xff\xff\xff") or name.endswith(".arrow"):
        found = "Arrow stream", arrow_rows(content, pa.ipc.open_stream, columns)
    elif name.endswith((".csv", ".tsv")) or (name.endswith(".txt") and begins_with_names(content)):
        found = "CSV", csv_rows(content)
    elif bracket in (b"{", b"[") or name.endswith((".json", ".jsonl", ".ndjson")):
        found = read_json(content)
    else:
        kind = UserError if name.endswith(DATA) else UnknownFormat
        raise kind(
            f"{content.member or content.path.name} is in no known format; "
            "give Parquet, JSON, JSON lines, CSV (named .csv or .tsv) or Arrow"
        )
    return found
