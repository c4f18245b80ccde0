"""Files for trainers, as `atlas export` writes them or somebody changed them since."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import great_expectations.expectations as gxe
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import sqltype

from atlas.check.benchmarks import BENCHMARK_OF, mark_benchmarks
from atlas.check.files import in_sql, parquet_files, schema_of
from atlas.check.suite import (
    COLUMNS,
    CONTROL_CHARACTERS,
    LONGEST_ANSWER,
    SHA1,
    NotThere,
    Part,
    Table,
    leaves,
    sound_text,
    wanted_columns,
)
from atlas.check.trainers import CODE_REWARDS, Trainer, trainer_of
from atlas.errors import UserError
from atlas.export.lengths import token_estimate
from atlas.home import Home
from atlas.settings import setting
from atlas.sql import sql_text
from atlas.warehouse import first_line

ABOUT = "Exported files: what the trainer loads, whole, graded as it grades, and no leak."

LONGEST_TEXT = 30_000  # characters of problem and instruction; a context is full long before
DOCUMENTS = ("README.md", "croissant.json", "licences.csv")

FILES = Table(
    name="files",
    key=("file",),
    sql="""
        select
            *,
            min(schema_text) over () as first_schema,
            sum(row_count) over () as rows_of_all,
        from exported_files
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeNull(column="error", description="the file is Parquet"),
        gxe.ExpectColumnValuesToBeInSet(
            column="trainer",
            value_set=["verl", "trl", "openrlhf"],
            description="the columns are those of verl, TRL or OpenRLHF",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="name",
            value_set=["train.parquet", "validation.parquet"],
            description="a file is named after its split",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="row_count", min_value=1, description="a file has rows"
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="schema_text",
            column_B="first_schema",
            description="all files have the same columns",
        ),
        gxe.ExpectColumnValuesToBeNull(
            column="foreign_metadata", description="no library left its own metadata in a file"
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="sha256",
            column_B="promised_sha256",
            ignore_row_if="either_value_is_missing",
            description="a file is as it was exported, by the SHA-256 in croissant.json",
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="rows_of_all",
            column_B="licensed_rows",
            ignore_row_if="either_value_is_missing",
            description="the files have as many rows as licences.csv accounts for",
        ),
    ),
)

DOCUMENTS_THERE = Table(
    name="documents",
    key=("document",),
    sql="from documents",
    expectations=(
        gxe.ExpectColumnValuesToBeInSet(
            column="is_there",
            value_set=[True],
            description="card, Croissant metadata and licences lie beside the files",
        ),
    ),
)

PROBLEMS = Table(
    name="problems",
    key=("file", "index"),
    sql="select file, index, prompt_id, problem_id, md5(problem) as text from exported_rows()",
    expectations=(
        gxe.ExpectColumnValuesToBeUnique(
            column="problem_id", description="a problem stands once, and in one split only"
        ),
        gxe.ExpectColumnValuesToBeUnique(column="prompt_id", description="a prompt stands once"),
        gxe.ExpectColumnValuesToBeUnique(column="text", description="a text stands once"),
        gxe.ExpectColumnValuesToBeUnique(column="index", description="a place is taken once"),
    ),
)

LEAKS = Table(
    name="rows",
    key=("file", "index"),
    in_batches=True,
    sql=f"""
        with
        found as (
            select file, index, prompt_id, problem_id, problem as text from exported_rows()
        ),
        marked as ({BENCHMARK_OF})
        select file, index, benchmark from marked
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeNull(
            column="benchmark", description="no row states a problem of a benchmark"
        ),
    ),
)


def rows_table(trainer: Trainer) -> Table:
    limit = setting("longest_prompt_tokens")
    return Table(
        name="rows",
        key=("file", "index"),
        in_batches=True,
        sql=f"""
            select
                *,
                if(reward in {CODE_REWARDS}, null, text) as asking_text,
                split || '.parquet' as file_of_split,
                token_estimate(text) as tokens,
            from exported_rows()
        """,
        expectations=(
            gxe.ExpectColumnValuesToNotBeNull(column="problem", description="a row has a problem"),
            gxe.ExpectColumnValuesToMatchRegex(
                column="problem", regex=r"\S", description="a problem is not blank"
            ),
            gxe.ExpectColumnValuesToNotMatchRegex(
                column="text",
                regex=CONTROL_CHARACTERS,
                description="no control character stands in a prompt",
            ),
            gxe.ExpectColumnValueLengthsToBeBetween(
                column="text",
                max_value=LONGEST_TEXT,
                description=f"a prompt has at most {LONGEST_TEXT:,} characters",
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="tokens",
                max_value=limit,
                severity="warning",  # a trainer with this limit drops the row
                description=f"a prompt has about {limit:,} tokens or fewer",
            ),
            gxe.ExpectColumnValuesToMatchRegex(
                column="asking_text",
                regex=trainer.asks_for,
                description=f"a prompt asks for the answer where {trainer.name} looks for it",
            ),
            gxe.ExpectColumnValuesToBeInSet(
                column="role", value_set=["user"], description="the problem is said by the user"
            ),
            *sound_text("answer", "an answer", LONGEST_ANSWER),
            gxe.ExpectColumnValuesToNotBeNull(
                column="reward", description="a reward function is named"
            ),
            gxe.ExpectColumnValuesToMatchRegex(
                column="reward",
                regex=trainer.known_rewards,
                description=f"the reward function is one that {trainer.name} has",
            ),
            gxe.ExpectColumnValuesToMatchRegex(
                column="prompt_id", regex=SHA1, description="an id is a SHA-1"
            ),
            gxe.ExpectColumnValuesToNotBeNull(column="prompt_id", description="a row has its id"),
            gxe.ExpectColumnPairValuesToBeEqual(
                column_A="file_of_split",
                column_B="file",
                description="a row lies in the file of its split",
            ),
        ),
    )


def parts(home: Home, folder: Path | None = None) -> Iterator[Part]:
    folders = [folder] if folder else exports(home)
    if not folders:
        raise NotThere("nothing is exported; run atlas export")
    for one in folders:
        yield part_of(home, one)


def exports(home: Home) -> list[Path]:
    folders = home.exports.iterdir() if home.exports.is_dir() else ()
    return sorted(folder for folder in folders if folder.name[0] != "." and folder.is_dir())


def part_of(home: Home, folder: Path) -> Part:
    files = parquet_files(folder)
    schemas = {file: schema_of(file) for file in files}
    readable = [file for file in files if schemas[file] is not None]
    trainer = trainer_of([schemas[file] for file in readable])
    connection = duckdb.connect()
    connection.register("exported_files", facts_of(folder, schemas, trainer))
    connection.register("documents", documents_of(folder))
    if trainer is None:
        return Part("exported", folder.name, connection, (FILES, DOCUMENTS_THERE))
    by_name = {file.name: schema or pa.schema([]) for file, schema in schemas.items()}
    connection.register("wanted_columns", wanted_columns(by_name, trainer.columns))
    connection.execute(rows_macro(readable, trainer))
    per_token = setting("characters_per_token")
    connection.create_function(
        "token_estimate",
        lambda text: token_estimate(text, per_token),
        [sqltype("VARCHAR")],
        sqltype("BIGINT"),
    )
    tables = (FILES, DOCUMENTS_THERE, COLUMNS, PROBLEMS, rows_table(trainer))
    if not home.warehouse.exists():
        note = "leaks into benchmarks are not looked for: there is no warehouse; run atlas build"
        return Part("exported", folder.name, connection, tables, (note,))
    attach_warehouse(connection, home)
    connection.execute("set search_path = 'memory.main,warehouse.marts'")
    mark_benchmarks(connection)
    return Part("exported", folder.name, connection, (*tables, LEAKS))


def attach_warehouse(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    try:
        connection.execute(f"attach {sql_text(str(home.warehouse))} as warehouse (read_only)")
    except duckdb.Error as error:
        raise UserError(
            f"{home.warehouse} cannot be read ({first_line(error)}); run atlas build", 1
        ) from None


def rows_macro(files: list[Path], trainer: Trainer) -> str:
    """Rows of any trainer's files under the same names; what does not fit is found when asked."""
    instruction = sql_text(setting("instructions")[trainer.name])
    return f"""
        create macro exported_rows() as table
        with
        raw as (
            select
                parse_filename(filename) as file,
                extra_info.index as index,
                extra_info.prompt_id as prompt_id,
                extra_info.problem_id as problem_id,
                extra_info.split as split,
                {trainer.text} as text,
                {trainer.role} as role,
                {trainer.answer} as answer,
                {trainer.reward} as reward,
            from read_parquet({in_sql(files)}, filename = true, union_by_name = true)
        )
        select
            *,
            if(ends_with(text, {instruction}), text[:-1 - len({instruction})], text) as problem,
        from raw
    """


def facts_of(
    folder: Path, schemas: dict[Path, pa.Schema | None], trainer: Trainer | None
) -> pa.Table:
    promised, licensed = promised_hashes(folder), licensed_rows(folder)
    rows = [
        {
            "file": file.name,
            "name": file.name,
            "error": None if schema is not None else "it is cut off or of another kind",
            "trainer": trainer.name if trainer else "unknown",
            "row_count": pq.read_metadata(file).num_rows if schema is not None else None,
            "schema_text": str(leaves(schema)) if schema is not None else None,
            "foreign_metadata": foreign_metadata(schema),
            "sha256": sha256_of(file),
            "promised_sha256": promised.get(file.name),
            "licensed_rows": licensed,
        }
        for file, schema in schemas.items()
    ]
    numbers = ("row_count", "licensed_rows")
    names = (
        "file name error trainer row_count schema_text foreign_metadata sha256 promised_sha256 "
        "licensed_rows"
    ).split()
    types = [(name, pa.int64() if name in numbers else pa.string()) for name in names]
    return pa.Table.from_pylist(rows, pa.schema(types))


def foreign_metadata(schema: pa.Schema | None) -> str | None:
    names = sorted(key.decode(errors="replace") for key in (schema and schema.metadata) or {})
    return ", ".join(names) or None


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def promised_hashes(folder: Path) -> dict[str, str]:
    """file -> SHA-256, as croissant.json says; empty where it does not."""
    try:
        metadata = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
        return {one["name"]: one["sha256"] for one in metadata["distribution"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def licensed_rows(folder: Path) -> int | None:
    """Rows that licences.csv accounts for; None where it does not."""
    try:
        with (folder / "licences.csv").open(encoding="utf-8", newline="") as lines:
            return sum(int(line["rows"]) for line in csv.DictReader(lines))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def documents_of(folder: Path) -> pa.Table:
    rows = [{"document": name, "is_there": (folder / name).is_file()} for name in DOCUMENTS]
    return pa.Table.from_pylist(rows)
