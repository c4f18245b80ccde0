"""Rows of Parquet and Arrow files: only the wanted columns, and nothing taken on trust."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import UserError
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


def cells_of(content: Content, name: str, column: pa.Array) -> list[Any]:
    try:
        if holds_bytes(column.type):
            return [decoded(cell) for cell in values_of(column)]
        if pa.types.is_float32(column.type):  # 1.1, not 1.100000023841858
            return [cell and float(cell) for cell in column.cast(pa.string()).to_pylist()]
        return values_of(column)
    except UnicodeDecodeError:
        if pa.types.is_dictionary(column.type):
            values = cells_of(content, name, column.dictionary)
            return [None if at is None else values[at] for at in column.indices.to_pylist()]
        return bytes_of(content, name, column)
    # Dates outside the calendar, time zones that do not exist, and the like.
    except (ValueError, OverflowError, LookupError, TypeError, pa.ArrowException) as error:
        content.note(f"column {name} cannot be read ({first_line(error)})")
        return [None] * len(column)


def bytes_of(content: Content, name: str, column: pa.Array) -> list[Any]:
    try:
        return [decoded(cell) for cell in values_of(column.cast(without_text(column.type)))]
    except (UnicodeDecodeError, pa.ArrowException) as error:
        content.note(f"column {name} cannot be read ({first_line(error)})")
        return [None] * len(column)


def values_of(column: pa.Array) -> list[Any]:
    """Maps are objects, but for those that hold a key twice: these stay lists of pairs."""
    try:
        return column.to_pylist(maps_as_pydicts="strict")
    except KeyError:
        return column.to_pylist()


def without_text(kind: pa.DataType) -> pa.DataType:
    """The same type with bytes in the place of text."""
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.large_binary()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.large_list(without_text(kind.value_type))
    if pa.types.is_map(kind):
        return pa.map_(without_text(kind.key_type), without_text(kind.item_type))
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(without_text(kind.value_type), kind.list_size)
    if pa.types.is_struct(kind):
        fields = [kind.field(position) for position in range(kind.num_fields)]
        return pa.struct([(field.name, without_text(field.type)) for field in fields])
    return kind


def holds_bytes(kind: pa.DataType) -> bool:
    if pa.types.is_nested(kind):
        return any(holds_bytes(kind.field(position).type) for position in range(kind.num_fields))
    return pa.types.is_binary(kind) or pa.types.is_large_binary(kind)


def decoded(value: Any) -> Any:
    """Bytes as text; what is not UTF-8 becomes lone surrogates, replaced when landed."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, list | tuple):
        return [decoded(part) for part in value]
    if isinstance(value, dict):
        return {decoded(name): decoded(part) for name, part in value.items()}
    return value


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
