"""Rows of a raw file in any of the published formats, found by content rather than by name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import UserError
from atlas.landing.csv_rows import csv_rows
from atlas.landing.json_rows import read_json
from atlas.landing.streams import Content, open_contents

BATCH_BYTES = 32 << 20


class UnknownFormat(UserError):
    """Neither the content nor the name of a file tells its format."""


@dataclass
class RawFile:
    """A raw file: its format and its rows (dicts, lists, or Unreadable)."""

    path: Path
    format: str
    contents: list[Content]

    def rows(self, columns: Collection[str] | None = None) -> Iterator[Any]:
        """All rows; of Parquet and Arrow only the given columns are read."""
        for content in self.contents:
            yield from read_content(content, columns)[1]

    def columns(self) -> dict[str, int] | None:
        """Column -> stored bytes, where the format has a schema with sizes (Parquet)."""
        if self.format != "Parquet":
            return None
        return stored_sizes(open_parquet(self.contents[0]))

    @property
    def notes(self) -> list[str]:
        return [
            f"{content.member}: {note}" if content.member else note
            for content in self.contents
            for note in content.notes
        ]


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
    start = content.start()
    text = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if start.startswith(b"PAR1"):
        return "Parquet", parquet_rows(content, columns)
    if start.startswith(b"PARE"):
        raise UserError(f"{content.path.name} is encrypted Parquet; decrypt it first")
    if start.startswith(b"ARROW1"):
        return "Arrow file", arrow_rows(content, pa.ipc.open_file, columns)
    if start.startswith(b"\xff\xff\xff\xff") or content.name.endswith(".arrow"):
        return "Arrow stream", arrow_rows(content, pa.ipc.open_stream, columns)
    if content.name.endswith((".csv", ".tsv")):
        return "CSV", csv_rows(content)
    if text[:1] in (b"{", b"[") or content.name.endswith((".json", ".jsonl", ".ndjson")):
        return read_json(content)
    raise UnknownFormat(
        f"{content.member or content.path.name} is in no known format; "
        "give Parquet, JSON, JSON lines, CSV or Arrow"
    )


def open_parquet(content: Content) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(content.seekable())
    except (pa.ArrowException, OSError) as error:
        raise UserError(
            f"{content.path.name} is not a complete Parquet file ({first_line(error)}); "
            "fetch it again"
        ) from None


def stored_sizes(file: pq.ParquetFile) -> dict[str, int]:
    sizes = dict.fromkeys(file.schema_arrow.names, 0)
    if file.metadata.num_row_groups:
        group = file.metadata.row_group(0)
        for position in range(group.num_columns):
            column = group.column(position)
            name = column.path_in_schema.split(".")[0]
            sizes[name] = sizes.get(name, 0) + column.total_compressed_size
    return sizes


def parquet_rows(content: Content, columns: Collection[str] | None) -> Iterator[Any]:
    file = open_parquet(content)
    names = file.schema_arrow.names
    wanted = [name for name in dict.fromkeys(names) if columns is None or name in columns]
    stored = sum(group_bytes(file)) // max(file.metadata.num_rows, 1)
    batch_size = min(max(BATCH_BYTES // max(stored, 1), 16), 8192)
    try:
        for batch in file.iter_batches(batch_size, columns=wanted):
            yield from batch_rows(batch)
    except (pa.ArrowException, OSError) as error:
        content.note(f"damaged ({first_line(error)}): the rows before the damage were read")


def group_bytes(file: pq.ParquetFile) -> Iterator[int]:
    metadata = file.metadata
    return (metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))


def arrow_rows(content: Content, opener: Any, columns: Collection[str] | None) -> Iterator[Any]:
    try:
        source = content.seekable()
        reader = opener(pa.memory_map(str(source)) if isinstance(source, Path) else source)
    except (pa.ArrowException, OSError) as error:
        raise UserError(
            f"{content.path.name} is no readable Arrow file ({first_line(error)}); fetch it again"
        ) from None
    batches = (
        (reader.get_batch(position) for position in range(reader.num_record_batches))
        if hasattr(reader, "num_record_batches")
        else reader
    )
    try:
        for batch in batches:
            wanted = [
                name
                for name in dict.fromkeys(batch.schema.names)
                if columns is None or name in columns
            ]
            yield from batch_rows(batch.select([batch.schema.names.index(n) for n in wanted]))
    except (pa.ArrowException, OSError) as error:
        content.note(f"cut off ({first_line(error)}): the complete leading batches were read")


def batch_rows(batch: pa.RecordBatch) -> Iterator[dict]:
    """Rows as dicts; where a column name occurs twice the first one counts."""
    names = batch.schema.names
    first = [position for position, name in enumerate(names) if names.index(name) == position]
    columns = [batch.column(position).to_pylist() for position in first]
    kept = [names[position] for position in first]
    for cells in zip(*columns, strict=True):
        yield dict(zip(kept, cells, strict=True))


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
