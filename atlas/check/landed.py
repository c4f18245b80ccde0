"""Landed files: what raw data became, before a build reads it."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import great_expectations.expectations as gxe
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.check.files import in_sql, parquet_files, schema_of
from atlas.check.suite import (
    COLUMNS,
    ISO_DATE,
    SHA256,
    NotThere,
    Part,
    Table,
    leaves,
    wanted_columns,
)
from atlas.console import shown
from atlas.home import Home
from atlas.landing.landed_schema import LANDED_SCHEMA
from atlas.landing.rollout_schema import ROLLOUT_SCHEMA
from atlas.landing.rows import MAX_PROMPT, RECORD_SHOWN
from atlas.sql import quoted

ABOUT = "Landed rows: complete, counted, each with a prompt or the reason why it has none."

OLDEST = 80  # years; older collections of problems exist, but not as datasets
# Below this share of distinct prompts a dataset repeats itself (published ones do, a hundred
# times), and above this share of rejected rows the prompt field was probably not the right one.
SMALLEST_DISTINCT_SHARE = 0.5
LARGEST_REJECTED_SHARE = 0.1
# What is raised where a file does not say what landing writes into each.
NOT_OURS = (
    *(OSError, pa.ArrowException, RecursionError),
    *(KeyError, TypeError, ValueError, AttributeError),
)
FACTS = pa.schema(
    [
        *((name, pa.string()) for name in "file stem error dataset_id role domain".split()),
        *((name, pa.string()) for name in "released_on released_precision answer_field".split()),
        *((name, pa.int64()) for name in "row_count rejected_count".split()),
    ]
)

FILES = Table(
    name="files",
    key=("file",),
    sql="""
        with
        counted as (
            select
                file_name as file,
                count(*) as counted_rows,
                count(reject_reason) as counted_rejects,
                count(distinct row_number) as row_numbers,
                max(row_number) + 1 as end_of_rows,
                count(distinct hash(prompt)) filter (prompt is not null)
                / nullif(count(prompt), 0) as distinct_share,
                counted_rejects / nullif(counted_rows, 0) as rejected_share,
                count(answer) as answers,
            from landed_rows
            group by all
        )
        select
            files.*,
            date_diff('day', try_cast(released_on as date), current_date + 1) / 365 as years_old,
            if(files.error is null, coalesce(counted_rows, 0), null) as counted_rows,
            if(files.error is null, coalesce(counted_rejects, 0), null) as counted_rejects,
            row_numbers,
            end_of_rows,
            distinct_share,
            rejected_share,
            if(files.answer_field is null, null, answers) as answers,
        from landed_files as files
        left join counted using (file)
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeNull(
            column="error", description="the file is Parquet and says what it is"
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="stem", column_B="dataset_id", description="the file is named as its dataset"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="role",
            value_set=["train", "benchmark"],
            description="a dataset is for training or a benchmark",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="domain",
            value_set=["math", "code", "other"],
            description="a domain is math, code or other",
        ),
        gxe.ExpectColumnValuesToMatchStrftimeFormat(
            column="released_on", strftime_format=ISO_DATE, description="a release is a date"
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="years_old",
            min_value=0,
            max_value=OLDEST,
            description=f"a release is not to come, and at most {OLDEST} years old",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="released_precision",
            value_set=["day", "month", "year", "unknown"],
            description="a release is known to the day, month or year, or unknown",
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="row_count",
            column_B="counted_rows",
            description="the file has as many rows as it says",
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="rejected_count",
            column_B="counted_rejects",
            description="as many rows are rejected as it says",
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="row_numbers",
            column_B="counted_rows",
            ignore_row_if="either_value_is_missing",
            description="no row number stands twice",
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="end_of_rows",
            column_B="counted_rows",
            ignore_row_if="either_value_is_missing",
            description="row numbers run from 0 without a gap",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="counted_rows",
            min_value=1,
            severity="warning",
            description="the file has rows",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="distinct_share",
            min_value=SMALLEST_DISTINCT_SHARE,
            severity="warning",
            description=f"at least {SMALLEST_DISTINCT_SHARE:.0%} of the prompts are distinct",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="rejected_share",
            max_value=LARGEST_REJECTED_SHARE,
            severity="warning",
            description=f"at most {LARGEST_REJECTED_SHARE:.0%} of the rows are rejected",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="answers",
            min_value=1,
            severity="warning",
            description="where there is an answer field there are answers",
        ),
    ),
)

ROWS = Table(
    name="rows",
    key=("file", "row_number"),
    in_batches=True,  # measures only: no text leaves DuckDB
    sql="""
        select
            file_name as file,
            row_number,
            case
                when reject_reason is not null then 'rejected'
                when trim(coalesce(prompt, '')) = '' then 'without prompt'
                when record is not null then 'usable, with a record'
                else 'usable'
            end as state,
            reject_reason,
            length(prompt) as prompt_length,
            length(record) as record_length,
            file as raw_file,
            file_sha256,
        from landed_rows
    """,
    expectations=(
        gxe.ExpectColumnValuesToNotBeNull(column="row_number", description="a row has its number"),
        gxe.ExpectColumnValuesToBeInSet(
            column="state",
            value_set=["usable", "rejected"],
            description="a row has a prompt, or a reason and its record",
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="reject_reason", regex=r"^[a-z]+(?:_[a-z]+)*$", description="a reason is a name"
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="prompt_length",
            max_value=MAX_PROMPT,
            description=f"a prompt has at most {MAX_PROMPT:,} characters",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="record_length",
            max_value=RECORD_SHOWN,
            description=f"a record has at most {RECORD_SHOWN:,} characters",
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="raw_file", description="it is known which file a row came in"
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="file_sha256", description="the content of that file is known"
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="file_sha256", regex=SHA256, description="it is known by its SHA-256"
        ),
    ),
)

ROLLOUTS = Table(
    name="rollouts",
    key=("file", "row_number"),
    in_batches=True,
    sql="""
        select
            file_name as file,
            row_number,
            case
                when reject_reason is not null then 'rejected'
                when prompt_id is null and prompt is null then 'without prompt'
                else 'usable'
            end as state,
            if(state = 'usable', stage, null) as stage,
            if(state = 'usable', coalesce(grade, ''), null) as grade,
            sample,
        from landed_rollouts
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeInSet(
            column="state",
            value_set=["usable", "rejected"],
            description="a rollout names its prompt, or why it cannot be used",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="stage",
            value_set=["base", "checkpoint"],
            severity="warning",  # the warehouse sets it aside and says so
            description="a rollout is of the base model or of a checkpoint",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="sample", min_value=0, description="samples are counted from 0"
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="grade", regex=r"\S", description="it is said how the grade is known"
        ),
    ),
)


def parts(home: Home) -> Iterator[Part]:
    files = parquet_files(home.landed)
    if not files:
        raise NotThere("nothing is landed; run atlas demo or atlas land FILE...")
    connection, schemas = open_files(files, LANDED_SCHEMA, "landed_rows")
    facts = [facts_of(file) for file in files]
    connection.register("landed_files", pa.Table.from_pylist(facts, FACTS))
    connection.register("wanted_columns", wanted_columns(schemas, leaves(LANDED_SCHEMA)))
    yield Part("landed", "landed", connection, (FILES, COLUMNS, ROWS))
    if rollouts := parquet_files(home.rollouts):
        connection, schemas = open_files(rollouts, ROLLOUT_SCHEMA, "landed_rollouts")
        connection.register("wanted_columns", wanted_columns(schemas, leaves(ROLLOUT_SCHEMA)))
        yield Part("landed", "rollouts", connection, (COLUMNS, ROLLOUTS))


def open_files(
    files: list[Path], schema: pa.Schema, view: str
) -> tuple[duckdb.DuckDBPyConnection, dict[str, pa.Schema]]:
    """A connection with all readable files as one view, and the schema of each by its name."""
    schemas = {file: schema_of(file) for file in files}
    readable = [file for file in files if schemas[file] is not None]
    connection = duckdb.connect()
    if readable:
        connection.execute(
            f"create view {quoted(view)} as select *, parse_filename(filename) as file_name "
            f"from read_parquet({in_sql(readable)}, filename = true, union_by_name = true)"
        )
    else:
        empty = schema.append(pa.field("file_name", pa.string())).empty_table()
        connection.register(view, empty)
    return connection, {file.name: found or pa.schema([]) for file, found in schemas.items()}


def facts_of(file: Path) -> dict[str, str | int | None]:
    """What the metadata of a landed file says, or why it cannot be read."""
    facts = {"file": file.name, "stem": file.stem}
    try:
        said = json.loads(pq.read_metadata(file).metadata[b"atlas"])
        said = {name: said.get(name) for name in FACTS.names if name not in (*facts, "error")}
        pa.Table.from_pylist([said], FACTS)
    except NOT_OURS as error:
        return {**facts, "error": first_words(error)}
    return {**facts, **said}


def first_words(error: Exception) -> str:
    if isinstance(error, KeyError | TypeError):
        return "it has no description of atlas land"
    return shown(str(error), 200)
