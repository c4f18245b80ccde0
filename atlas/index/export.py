"""Writes an index: what stands for the texts of the warehouse's datasets, and who holds them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from atlas.errors import UserError
from atlas.index.schema import INDEX_SCHEMA, METADATA_KEY, VERSION
from atlas.output import as_json
from atlas.query_output import whole_file
from atlas.warehouse import select

BATCH = 20_000  # prompts
PROMPTS = """
    with

    holdings as (
        select
            holdings.prompt_key,
            list({dataset_id: holdings.dataset_id, source: sources.atomic_source}
                order by holdings.dataset_id) as holdings,
        from lineage.holdings
        left join lineage.holding_sources as sources using (holding_key)
        where list_contains($dataset_ids, holdings.dataset_id)
        group by holdings.prompt_key
    ),

    judged as (
        select text_id, other_text_id, relation from matching.judgements where is_same_problem
    ),

    both_ways as (
        from judged
        union all
        select other_text_id, text_id, relation from judged
    ),

    chosen as (
        select distinct text_id
        from canonical.distinct_prompts
        semi join holdings using (prompt_key)
    ),

    same_problems as (
        select
            text_id,
            list({text_id: other_text_id, relation: relation} order by other_text_id)
                as same_problem,
        from both_ways
        semi join chosen on both_ways.other_text_id = chosen.text_id
        group by text_id
    ),

    marked as (
        select
            text_id,
            unnest(marks(kernel, signature)),
            kernel_key,
            ('0x' || substr(md5(replace(kernel, ' ', '')), 1, 15))::bigint as letters_key,
            len(string_split(kernel, ' ')) as token_count,
            windows(array_to_string(string_split(kernel, ' ')[:$tokens], ' '))[1] as opening,
        from matching.texts
        left join matching.signatures using (text_id)
    )

    select
        prompt_id, text_id, signature, formula, rare_words, word_sum, kernel_key, letters_key,
        token_count, opening, holdings, coalesce(same_problem, []) as same_problem,
    from canonical.distinct_prompts
    inner join holdings using (prompt_key)
    inner join marked using (text_id)
    left join same_problems using (text_id)
    order by prompt_id
"""


def export_index(
    connection: duckdb.DuckDBPyConnection, dataset_ids: list[str], out: Path
) -> tuple[int, int]:
    """Writes the index of these datasets, or of all; returns how many datasets and prompts."""
    from python_udfs.plugin import register  # noqa: PLC0415  (dbt takes its time)
    from python_udfs.windows import TOKENS  # noqa: PLC0415

    datasets = chosen_datasets(connection, dataset_ids)
    chosen = [one["dataset_id"] for one in datasets]
    register(connection)
    metadata = {
        "version": VERSION,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "datasets": datasets,
        "parents": parents_of(connection, chosen),
    }
    schema = INDEX_SCHEMA.with_metadata({METADATA_KEY: as_json(metadata).encode()})
    values = {"dataset_ids": chosen, "tokens": TOKENS}
    reader = connection.sql(PROMPTS, params=values).to_arrow_reader(BATCH)
    count = 0
    with whole_file(out) as path, pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.cast(schema))
            count += batch.num_rows
    return len(datasets), count


def chosen_datasets(connection: duckdb.DuckDBPyConnection, dataset_ids: list[str]) -> list[dict]:
    datasets = select(
        connection,
        """
        select
            dataset_id, role, domain, hub_id, licence, released_on, released_precision,
            benchmark_family, prompt_count,
        from datasets
        order by dataset_id
        """,
    )
    if unknown := set(dataset_ids) - {one["dataset_id"] for one in datasets}:
        raise UserError(f"{', '.join(sorted(unknown))} is not in the warehouse; see atlas query")
    chosen = [one for one in datasets if not dataset_ids or one["dataset_id"] in dataset_ids]
    return json.loads(as_json(chosen))


def parents_of(connection: duckdb.DuckDBPyConnection, dataset_ids: list[str]) -> list[dict]:
    return select(
        connection,
        """
        select child_dataset_id, parent_dataset_id, share_of_child
        from lineage_edges
        where
            is_direct
            and list_contains($dataset_ids, child_dataset_id)
            and list_contains($dataset_ids, parent_dataset_id)
        order by all
        """,
        dataset_ids=dataset_ids,
    )
