"""Reading the published warehouse: read-only, no files, no network, nothing to reconfigure."""

import re
from pathlib import Path

import duckdb

from atlas.console import shown
from atlas.errors import UserError
from atlas.home import Home

HOLDER = re.compile(r"PID (\d+)")
SETTINGS = (
    "set schema = 'marts'",
    "set enable_progress_bar = false",  # it would be printed between the data
    "set python_enable_replacements = false",  # a name is a table, never a variable of ours
    "set enable_external_access = false",
    "set lock_configuration = true",
)


def open_warehouse(home: Home) -> duckdb.DuckDBPyConnection:
    """For questions of others. Unqualified names are those of `marts`."""
    return open_read_only(home, *SETTINGS)


def open_read_only(home: Home, *settings: str) -> duckdb.DuckDBPyConnection:
    """The published warehouse. Builds neither wait for this nor disturb it."""
    if not home.warehouse.exists():
        raise UserError(f"there is no warehouse in {home.root}; run atlas build")
    return open_file(home.warehouse, *settings)


def open_file(warehouse: Path, *settings: str) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(warehouse), read_only=True)
        for setting in settings:
            connection.execute(setting)
    except duckdb.Error as error:
        if holder := HOLDER.search(str(error)):
            raise UserError(
                f"process {holder[1]} has {warehouse} open for writing; close it there"
            ) from None
        raise UserError(
            f"{warehouse} cannot be read ({first_line(error)}); run atlas build"
        ) from None
    return connection


def select(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[dict]:
    """The rows of a query, each by the names of its columns."""
    cursor = connection.execute(sql, values or None)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def first_line(error: duckdb.Error) -> str:
    """What DuckDB says, without its drawing of the query."""
    said = str(error).split("\n\nLINE ")[0]
    return shown(said.split("\nLINE ")[0], 300)
