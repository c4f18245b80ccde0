"""The curated table of the warehouse, before anybody trains on it."""

from collections.abc import Iterator

import duckdb
import great_expectations.expectations as gxe
import pyarrow as pa

from atlas.check.benchmarks import BENCHMARK_OF, mark_benchmarks
from atlas.check.suite import (
    COLUMNS,
    ISO_DATE,
    LONGEST_ANSWER,
    SHA1,
    NotThere,
    Part,
    Table,
    sound_text,
    wanted_columns,
)
from atlas.home import Home
from atlas.settings import setting
from atlas.warehouse import open_warehouse

ABOUT = "The curated table: one row per problem, with answers that can be graded, and no leak."

# A pool that loses more than this was not cleaned but broken; a table that needs less is tiny.
SMALLEST_KEPT_SHARE = 0.1
LONGEST_PROBLEM = 20_000  # characters; the longest competition problems with pictures have 5,000

PROVENANCE = ("prompt_id", "problem_id", "dataset_id", "first_dataset_id", "licence_class", "split")
WANTED = {
    "data_source": "string",
    "prompt[].role": "string",
    "prompt[].content": "string",
    "ability": "string",
    "reward_model.style": "string",
    "reward_model.ground_truth": "string",
    "extra_info.index": "int64",
    "extra_info.row_number": "int64",
    **{f"extra_info.{name}": "string" for name in PROVENANCE},
}

SIZES = Table(
    name="tables",
    key=("pool",),
    sql="""
        select
            any_value(pools.pool_id) as pool,
            (select count(*) from dapo_plus_plus) as row_count,
            count(*) filter (decisions.is_kept) as kept_rows,
            any_value(pools.target_size) as target_size,
            kept_rows / nullif(count(*) filter (decisions.part = 'candidates'), 0) as kept_share,
        from curation.chosen_pool as pools
        left join curation_decisions as decisions on true
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeBetween(
            column="row_count", min_value=1, description="the table is not empty"
        ),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="row_count",
            column_B="kept_rows",
            description="the table has as many rows as the decisions keep",
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="target_size",
            column_B="row_count",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            description="the table is no larger than its pool asks for",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="kept_share",
            min_value=SMALLEST_KEPT_SHARE,
            description=f"more than {SMALLEST_KEPT_SHARE:.0%} of the candidates stay",
        ),
    ),
)

PROBLEMS = Table(
    name="problems",
    key=("index",),
    sql=f"""
        with curated as (
            select
                extra_info.index as index,
                extra_info.prompt_id as prompt_id,
                extra_info.problem_id as problem_id,
                prompt[-1].content as text,
            from dapo_plus_plus
        ),
        found as (
            select
                curated.*,
                coalesce(decisions.is_kept, false) as is_kept,
                twins.other_prompt_id as same_as,
            from curated
            left join (
                select prompt_id, bool_or(is_kept) as is_kept from curation_decisions group by all
            ) as decisions using (prompt_id)
            left join (
                select prompt_id, min(other_prompt_id) as other_prompt_id
                from matches
                where
                    is_same_problem
                    and prompt_id in (select prompt_id from curated)
                    and other_prompt_id in (select prompt_id from curated)
                group by all
            ) as twins using (prompt_id)
        ),
        marked as ({BENCHMARK_OF})
        select * exclude (text) from marked
    """,
    expectations=(
        gxe.ExpectColumnValuesToBeUnique(column="index", description="a place is taken once"),
        gxe.ExpectColumnValuesToBeUnique(column="prompt_id", description="a prompt stands once"),
        gxe.ExpectColumnValuesToBeUnique(column="problem_id", description="a problem stands once"),
        gxe.ExpectColumnValuesToBeNull(
            column="same_as", description="no accepted pair ties a row to another"
        ),
        gxe.ExpectColumnValuesToBeNull(
            column="benchmark", description="no row states a problem of a benchmark"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_kept", value_set=[True], description="a decision keeps the row"
        ),
    ),
)

ROWS = Table(
    name="rows",
    key=("index",),
    in_batches=True,
    sql="""
        select
            extra_info.index as index,
            prompt[-1].role as role,
            prompt[-1].content as text,
            reward_model.style as style,
            reward_model.ground_truth as answer,
            data_source,
            ability,
            extra_info.prompt_id as prompt_id,
            extra_info.split as split,
            extra_info.first_dataset_id as first_dataset_id,
            extra_info.first_seen_on as first_seen_on,
            extra_info.licence_class as licence_class,
        from dapo_plus_plus
    """,
    expectations=(
        *sound_text("text", "a problem", LONGEST_PROBLEM),
        *sound_text("answer", "an answer", LONGEST_ANSWER),
        gxe.ExpectColumnValuesToNotBeNull(column="index", description="a row has its place"),
        gxe.ExpectColumnValuesToNotBeNull(
            column="data_source", description="a reward function is named"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="data_source",
            value_set=sorted(set(setting("trainer_data_sources").values())),
            description="the reward function is one that the settings name",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="role", value_set=["user"], description="the problem is said by the user"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="style", value_set=["rule"], description="answers are graded by rule"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="ability",
            value_set=["math", "code", "other"],
            description="the ability is math, code or other",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="split",
            value_set=["train", "validation"],
            description="the split is train or validation",
        ),
        gxe.ExpectColumnValuesToNotBeNull(column="prompt_id", description="a row has its id"),
        gxe.ExpectColumnValuesToMatchRegex(
            column="prompt_id", regex=SHA1, description="an id is a SHA-1"
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="first_dataset_id", description="it is known where a row was first seen"
        ),
        gxe.ExpectColumnValuesToMatchStrftimeFormat(
            column="first_seen_on",
            strftime_format=ISO_DATE,
            description="the day a row was first seen is a date",
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="licence_class", description="the licence class is known, if only as unknown"
        ),
    ),
)

TABLES = (COLUMNS, SIZES, PROBLEMS, ROWS)


def parts(home: Home) -> Iterator[Part]:
    if not home.warehouse.exists():
        raise NotThere("there is no warehouse; run atlas build")
    connection = open_warehouse(home)
    if not is_curated(connection):
        connection.close()
        raise NotThere("no pool to curate is landed; atlas export says how to name one")
    mark_benchmarks(connection)
    schemas = {"dapo_plus_plus": schema_of(connection)}
    connection.register("wanted_columns", wanted_columns(schemas, WANTED))
    yield Part("curated", "dapo_plus_plus", connection, TABLES)


def schema_of(connection: duckdb.DuckDBPyConnection) -> pa.Schema:
    """Empty where there is no such table, so that every column is missing."""
    try:
        return connection.sql("from dapo_plus_plus limit 0").to_arrow_table().schema
    except duckdb.CatalogException:
        return pa.schema([])


def is_curated(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        return bool(connection.execute("select count(*) from curation.chosen_pool").fetchone()[0])
    except duckdb.CatalogException:
        return False
