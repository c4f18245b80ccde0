"""A result as a table for people, or as CSV, JSON or Parquet for programs."""

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import duckdb
import pyarrow.parquet as pq
from rich.table import Table

from atlas.console import make_console, shown
from atlas.errors import UserError
from atlas.output import as_json

BATCH = 10_000


def write_result(
    connection: duckdb.DuckDBPyConnection, sql: str, form: str, out: Path | None, most_rows: int
) -> None:
    if form == "parquet":
        with whole_file(out) as path, path.open("wb") as file:
            write_parquet(connection.sql(sql), file)
    elif out is None:
        WRITERS[form](connection.execute(sql), sys.stdout, most_rows)
    else:
        with whole_file(out) as path, path.open("w", encoding="utf-8", newline="") as file:
            WRITERS[form](connection.execute(sql), file, most_rows)


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A file that appears when it is complete."""
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        raise UserError(f"cannot write {out} ({error.strerror}); check --out") from None
    finally:
        part.unlink(missing_ok=True)


def batches(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple]:
    while batch := cursor.fetchmany(BATCH):
        yield from batch


def names_of(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in cursor.description]


def write_parquet(result: duckdb.DuckDBPyRelation, file: BinaryIO) -> None:
    reader = result.to_arrow_reader(BATCH)
    with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


def write_csv(cursor: duckdb.DuckDBPyConnection, file: TextIO, _: int) -> None:
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(names_of(cursor))
    for row in batches(cursor):
        lines.writerow(plain(value) for value in row)


def plain(value: object) -> object:
    """Lists and structs as JSON, in a cell."""
    return as_json(value) if isinstance(value, list | dict) else value


def write_json(cursor: duckdb.DuckDBPyConnection, file: TextIO, _: int) -> None:
    """One array, an object a line."""
    names = names_of(cursor)
    between = "["
    for row in batches(cursor):
        record = dict(zip(names, row, strict=True))
        file.write(f"{between}\n{as_json(record)}")
        between = ","
    file.write("[]\n" if between == "[" else "\n]\n")


def write_table(cursor: duckdb.DuckDBPyConnection, _: TextIO, most_rows: int) -> None:
    found = cursor.fetchmany(most_rows + 1)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, sample in zip(names_of(cursor), found[0] if found else (), strict=False):
        is_number = isinstance(sample, int | float) and not isinstance(sample, bool)
        justify = "right" if is_number else "left"
        table.add_column(shown(name), justify=justify, overflow="fold")
    for row in found[:most_rows]:
        table.add_row(*(cell(value) for value in row))
    console = make_console()
    console.print(table if found else "no rows")
    if len(found) > most_rows:
        console.print(f"first {most_rows:,} rows; more with --rows, all with --format csv")


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4g}"
    return shown(str(plain(value)), 80)


WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}
