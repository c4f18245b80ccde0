"""From the side file, which one build writes, to the warehouse, which everybody reads.

Publishing renames the side file over the warehouse: it costs nothing, a reader keeps the file it
has open, and the next one opens the new file. Where dbt then finds no side file it copies the
warehouse back (python_udfs/plugin.py), so that a build goes on from the last one: what it keeps is
not computed again. Only a build of everything with --full-refresh starts with an empty side file.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from atlas.errors import UserError
from atlas.home import Home
from atlas.manifest import record_build
from atlas.sql import quoted
from atlas.warehouse import HOLDER, first_line


def side_file(home: Home) -> Path:
    """Where dbt builds; the same name as the warehouse, since DuckDB calls the catalog by it."""
    return home.build / home.warehouse.name


def wal_of(database: Path) -> Path:
    return database.with_name(database.name + ".wal")


@contextmanager
def build_lock(home: Home) -> Iterator[None]:
    """One build or publish at a time; the lock goes away with its process, however that ends."""
    home.make_folder(home.build)
    with (home.build / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise held_by(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def held_by(process: str) -> UserError:
    return UserError(f"another build is running (process {process or 'unknown'}); wait for its end")


def unfinished(home: Home) -> Path:
    """Stands there while a build runs, and stays when it fails."""
    return home.build / "unfinished"


def start_side_file(home: Home, goes_on: bool) -> bool:
    """An empty file, or for a build that goes on the last build, or none: dbt copies the warehouse.

    False where the last build failed: a part built on it may not be published.
    """
    side = side_file(home)
    check_is_free(side)
    shutil.rmtree(home.build / "spill", ignore_errors=True)  # of a build that was killed
    if not goes_on:
        side.unlink(missing_ok=True)
        wal_of(side).unlink(missing_ok=True)
        duckdb.connect(str(side)).close()
    is_sound = not goes_on or not side.exists() or not unfinished(home).exists()
    unfinished(home).touch()
    return is_sound


def check_is_free(database: Path) -> None:
    """A bare `dbt build` takes no build lock, but DuckDB's own one on the file."""
    try:
        duckdb.connect(str(database), read_only=True).close()
    except duckdb.Error as error:  # there is none, or half of one: neither is in use
        if holder := HOLDER.search(str(error)):
            raise held_by(holder[1]) from None


def checkpoint(database: Path) -> list[str]:
    """Writes everything into the file itself, and lists the public tables in it."""
    try:
        with duckdb.connect(str(database)) as connection:
            connection.execute("checkpoint")
            tables = connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'marts' order by all"
            ).fetchall()
    except duckdb.IOException as error:
        if holder := HOLDER.search(str(error)):
            raise held_by(holder[1]) from None
        raise UserError(f"no build to publish ({first_line(error)}); run atlas build") from None
    return [name for (name,) in tables]


def drop_forgotten(database: Path, made: set[tuple[str, str]]) -> None:
    """Drops what the project made once, under a name that it makes no more, in its schemas."""
    schemas = {schema for schema, _ in made}

    def forgotten(listed: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [one for one in listed if one[0] in schemas and one not in made]

    check_is_free(database)
    with duckdb.connect(str(database)) as connection:
        views = connection.execute(
            "select schema_name, view_name from duckdb_views() where not internal"
        )
        for schema, view in forgotten(views.fetchall()):
            connection.execute(f"drop view {quoted(schema)}.{quoted(view)}")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
        )
        for schema, table in forgotten(tables.fetchall()):
            connection.execute(f"drop table {quoted(schema)}.{quoted(table)}")


def publish_side_file(
    home: Home,
    public_tables: set[str] | None = None,
    seconds: float | None = None,
    steps: dict[str, float] | None = None,
    given: dict[str, Any] | None = None,
) -> int | None:
    """The number of the build; None, and nothing published, where public tables are missing.

    `seconds` and `steps` say how long all of it and each step took, `given` which vars were other
    than the project's.
    """
    side = side_file(home)
    if not side.exists():
        raise UserError(f"there is no build in {home.build}; run atlas build")
    tables = checkpoint(side)
    if not tables or (public_tables or set()) - set(tables):
        return None
    with duckdb.connect(str(side)) as connection:
        number = record_build(connection, home.warehouse, seconds, steps or {}, given or {})
        connection.execute("checkpoint")
    wal_of(home.warehouse).unlink(missing_ok=True)  # it belongs to the file that goes away
    side.replace(home.warehouse)
    unfinished(home).unlink(missing_ok=True)
    return number
