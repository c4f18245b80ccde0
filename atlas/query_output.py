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

from atlas.errors import UserError
from atlas.output import as_json
from atlas.query_table import plain, show_rows

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
    show_rows(names_of(cursor), found[:most_rows])
    if len(found) > most_rows:
        print(f"first {most_rows:,} rows; more with --rows, all with --format csv")


WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}
