"""Parquet files of a folder, readable or not."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.sql import sql_text


def parquet_files(folder: Path) -> list[Path]:
    """Those that somebody meant to be there: no placeholders, nothing half written."""
    return sorted(file for file in folder.glob("*.parquet") if file.name[0] not in "._")


def schema_of(file: Path) -> pa.Schema | None:
    """None where the file is no Parquet, or its names are no text."""
    try:
        return pq.read_schema(file)
    except (OSError, pa.ArrowException, UnicodeDecodeError):
        return None


def in_sql(files: list[Path]) -> str:
    """A list of paths as DuckDB writes it."""
    return "[" + ", ".join(sql_text(str(file)) for file in files) + "]"
