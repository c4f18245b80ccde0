"""Cells of Parquet and Arrow columns as plain values; damaged text is read as far as it goes."""

from typing import Any

import pyarrow as pa

from atlas.landing.streams import Content


def cells_of(content: Content, name: str, column: pa.Array) -> list[Any]:
    try:
        return readable_cells(column)
    # Dates outside the calendar, time zones that do not exist, and the like.
    except (ValueError, OverflowError, LookupError, TypeError, pa.ArrowException) as error:
        content.note(f"column {name} cannot be read ({first_line(error)})")
        return [None] * len(column)


def readable_cells(column: pa.Array) -> list[Any]:
    try:
        if holds_bytes(column.type):
            return [decoded(cell) for cell in values_of(column)]
        if pa.types.is_float32(column.type):  # 1.1, not 1.100000023841858
            return [cell and float(cell) for cell in column.cast(pa.string()).to_pylist()]
        return values_of(column)
    except UnicodeDecodeError:
        if pa.types.is_dictionary(column.type):
            values = readable_cells(column.dictionary)
            return [None if at is None else values[at] for at in column.indices.to_pylist()]
        return [decoded(cell) for cell in values_of(column.cast(without_text(column.type)))]


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
