"""Rows of Parquet and Arrow files: only the wanted columns, and nothing taken on trust."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import UserError
from atlas.landing.arrow_cells import cells_of, first_line, without_text
from atlas.landing.streams import SMALL_TABLE, Content

BATCH_BYTES = 32 << 20
MIN_BATCH, MAX_BATCH = 16, 128  # rows; a long text that repeats is stored once


def open_parquet(content: Content) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(content.seekable())
        check_names(file.schema_arrow)
        return file
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{content.path.name} is not a complete Parquet file ({first_line(error)}); "
            "fetch it again"
        ) from None


def check_names(fields: Iterable[pa.Field]) -> None:
    """Arrow decodes a name whenever it is asked for: UnicodeDecodeError where one is no UTF-8."""
    for field in fields:
        _ = field.name
        check_names(map(field.type.field, range(field.type.num_fields)))


def stored_sizes(content: Content) -> dict[str, int]:
    """Column -> stored bytes in the first row group."""
    file = open_parquet(content)
    sizes = dict.fromkeys(file.schema_arrow.names, 0)
    if file.metadata.num_row_groups:
        group = file.metadata.row_group(0)
        for position in range(group.num_columns):
            column = group.column(position)
            name = top_name(column, sizes)
            sizes[name] = sizes.get(name, 0) + column.total_compressed_size
    return sizes


def top_name(column: pq.ColumnChunkMetaData, names: Collection[str]) -> str:
    try:
        path = column.path_in_schema  # in which a name may hold dots of its own
        return path if path in names else path.split(".")[0]
    except UnicodeDecodeError:  # damaged: what is in the column counts for none
        return ""


def parquet_rows(content: Content, columns: Collection[str] | None) -> Iterator[dict]:
    file = open_parquet(content)
    metadata = file.metadata
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    row_bytes = sum(group.total_byte_size for group in groups) // max(metadata.num_rows, 1)
    batch_size = min(max(BATCH_BYTES // max(row_bytes, 1), MIN_BATCH), MAX_BATCH)
    wanted = wanted_columns(file.schema_arrow, columns)
    rows_read = unpacked = 0
    try:
        for batch in file.iter_batches(batch_size, columns=wanted):
            unpacked += batch.nbytes
            content.check_expansion(unpacked, SMALL_TABLE)
            yield from batch_rows(content, batch)
            rows_read += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        content.note(
            f"damaged ({first_line(error)}): {rows_read:,} of {metadata.num_rows:,} rows were read"
        )


def arrow_rows(
    content: Content, opener: Callable[[Any], Any], columns: Collection[str] | None
) -> Iterator[dict]:
    """`opener` opens the stream or the file form of Arrow."""
    try:
        source = content.seekable()
        reader = opener(pa.memory_map(str(source)) if isinstance(source, Path) else source)
        check_names(reader.schema)
        wanted = wanted_columns(reader.schema, columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{content.path.name} is no readable Arrow file ({first_line(error)}); fetch it again"
        ) from None
    unpacked = 0
    try:
        for batch in batches_of(reader):
            unpacked += batch.nbytes
            content.check_expansion(unpacked, SMALL_TABLE)
            positions = [batch.schema.names.index(name) for name in wanted]
            yield from batch_rows(content, checked(batch.select(positions)))
    except (pa.ArrowException, OSError) as error:
        content.note(f"cut off ({first_line(error)}): the complete leading batches were read")


def batches_of(reader: Any) -> Iterable[pa.RecordBatch]:
    if hasattr(reader, "num_record_batches"):
        return (reader.get_batch(position) for position in range(reader.num_record_batches))
    return reader


def checked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Arrow does not check what it maps: offsets of a hostile file may point anywhere."""
    batch = pa.RecordBatch.from_arrays(
        [column.cast(without_text(column.type)) for column in batch.columns],
        names=batch.schema.names,
    )
    batch.validate(full=True)
    return batch


def wanted_columns(schema: pa.Schema, columns: Collection[str] | None) -> list[str]:
    return [name for name in dict.fromkeys(schema.names) if columns is None or name in columns]


def batch_rows(content: Content, batch: pa.RecordBatch) -> Iterator[dict]:
    """Rows as dicts; where a column name occurs twice the first one counts."""
    columns = {
        name: cells_of(content, name, batch.column(batch.schema.names.index(name)))
        for name in dict.fromkeys(batch.schema.names)
    }
    if not columns:
        yield from ({} for _ in range(batch.num_rows))
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))
