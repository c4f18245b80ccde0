"""What a build was made from and what came of it, kept in the warehouse in schema `atlas`.

`atlas.builds` has a row per published build, `atlas.build_facts` what is known of it: versions,
settings, fingerprints of seeds, code and landed files, row counts, figures; `atlas.build_steps`
how long each model and test took, from which the next build says what is left. Earlier builds are
taken over from the warehouse that a build replaces, so that `atlas diff` can compare them.
"""

import hashlib
import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from atlas.errors import UserError
from atlas.home import PROJECT, SEEDS, Home
from atlas.settings import settings
from atlas.sql import quoted, sql_text
from atlas.warehouse import open_warehouse

PACKAGES = (
    "atlas-lineage duckdb dbt-core dbt-duckdb numpy numba pyarrow datasketch ftfy math-verify"
).split()
CODE = ("models", "macros", "python_udfs")
KEPT_BUILDS = 100
Fact = tuple[str, str, str]  # kind, name, value

TABLES = """
    create schema if not exists atlas;
    create table if not exists atlas.builds (
        build_number bigint primary key, published_at timestamptz, seconds double, atlas varchar
    );
    create table if not exists atlas.build_facts (
        build_number bigint, kind varchar, name varchar, value varchar
    );
    create table if not exists atlas.build_steps (
        build_number bigint, step varchar, seconds double
    );
"""


def record_build(
    connection: duckdb.DuckDBPyConnection,
    earlier: Path,
    seconds: float | None,
    steps: dict[str, float],
    given: dict[str, Any],
) -> int:
    """Writes the facts of a build into its own database, behind those of `earlier`; its number.

    `steps`: what each step took, in seconds, by dbt's unique id. `given`: vars of this build alone.
    """
    connection.execute(TABLES)
    if earlier.exists():
        take_over(connection, earlier)
    (number,) = connection.execute(
        """
        insert into atlas.builds
        select coalesce(max(build_number), 0) + 1, now(), $seconds, $atlas from atlas.builds
        returning build_number
        """,
        {"seconds": seconds, "atlas": version("atlas-lineage")},
    ).fetchone()
    connection.executemany(
        "insert into atlas.build_facts values (?, ?, ?, ?)",
        [(number, *fact) for fact in [*facts_of_project(given), *facts_of_tables(connection)]],
    )
    connection.execute(
        """
        insert into atlas.build_steps
        select $number, unnest($steps::varchar[]), unnest($seconds::double[])
        """,
        {"number": number, "steps": list(steps), "seconds": list(steps.values())},
    )
    for sql in (
        "delete from atlas.builds where build_number <= $last",
        "delete from atlas.build_facts where build_number <= $last",
        "delete from atlas.build_steps where build_number <= $last",
    ):
        connection.execute(sql, {"last": number - KEPT_BUILDS})
    return number


def rows_of(connection: duckdb.DuckDBPyConnection, number: int) -> dict[str, int]:
    """How many rows each table had after a build, by schema.table."""
    counted = connection.execute(
        """
        select name, value::bigint from atlas.build_facts
        where build_number = $number and kind = 'rows'
        order by all
        """,
        {"number": number},
    )
    return dict(counted.fetchall())


def last_seconds(home: Home) -> dict[str, float]:
    """What each step took when it was last built, by its unique id; nothing where none is told."""
    try:
        with open_warehouse(home) as connection:
            told = connection.execute(
                "select step, arg_max(seconds, build_number) from atlas.build_steps group by all"
            )
            return dict(told.fetchall())
    except (UserError, duckdb.Error):  # no warehouse, or one from before there were steps
        return {}


def take_over(connection: duckdb.DuckDBPyConnection, earlier: Path) -> None:
    """The history of the warehouse that is replaced, where it has one."""
    try:
        connection.execute(f"attach if not exists {sql_text(str(earlier))} as earlier (read_only)")
        connection.execute(
            """
            insert or ignore into atlas.builds from earlier.atlas.builds;
            insert into atlas.build_facts
            from earlier.atlas.build_facts
            where build_number not in (select build_number from atlas.build_facts);
            insert into atlas.build_steps
            from earlier.atlas.build_steps
            where build_number not in (select build_number from atlas.build_steps);
            """
        )
    except duckdb.Error:  # it has no history, or is no warehouse: a new one begins
        return
    finally:
        connection.execute("detach database if exists earlier")


def facts_of_project(given: dict[str, Any]) -> Iterator[Fact]:
    yield "version", "python", platform.python_version()
    for package in PACKAGES:
        yield "version", package, version(package)
    for name, value in sorted((settings() | given).items()):
        yield "var", name, json.dumps(value, ensure_ascii=False, sort_keys=True)
    for seed in sorted(SEEDS.glob("*.csv")):
        yield "seed", seed.stem, fingerprint([seed])
    for place in CODE:
        folders = sorted({file.parent for file in source_files(PROJECT / place)})
        for folder in folders:
            files = [file for file in source_files(PROJECT / place) if file.parent == folder]
            yield "code", str(folder.relative_to(PROJECT)), fingerprint(files)


def source_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in (".sql", ".py"))


def fingerprint(files: list[Path]) -> str:
    """SHA-256 of names and contents, its first 16 digits."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def facts_of_tables(connection: duckdb.DuckDBPyConnection) -> Iterator[Fact]:
    tables = connection.execute(
        """
        select schema_name, table_name
        from duckdb_tables()
        where not internal and not temporary and schema_name not in ('atlas', 'seeds')
            and database_name = current_database()
        order by all
        """
    ).fetchall()
    for schema, table in tables:
        counted = connection.execute(f"select count(*) from {quoted(schema)}.{quoted(table)}")
        yield "rows", f"{schema}.{table}", str(counted.fetchone()[0])
    if ("staging", "landed_datasets") in tables:
        landed = connection.execute(
            """
            select dataset_id, row_count::varchar || ' rows, ' || sha256(files::varchar)[:16]
            from staging.landed_datasets order by all
            """
        ).fetchall()
        yield from (("landed", dataset_id, described) for dataset_id, described in landed)
    if ("marts", "figures") in tables:
        figures = connection.execute(
            "select figure || ': ' || subject, value::varchar from marts.figures order by all"
        ).fetchall()
        yield from (("figure", name, value) for name, value in figures)
