"""How a row is recognised as an item of a benchmark: by its ids and by its very text."""

import duckdb

from atlas.errors import UserError
from atlas.warehouse import first_line

# One row per mark of a benchmark problem: its problem id, the id of a training prompt that leaks
# it, or the hash of its text without white space.
BENCHMARK_MARKS = """
    create or replace temp table benchmark_marks as
    with items as (
        select prompts.prompt_id, prompts.problem_id, prompts.prompt, rows.dataset_id
        from rows as rows
        inner join datasets as datasets using (dataset_id)
        inner join prompts as prompts using (prompt_id)
        where datasets.role = 'benchmark'
    ),
    marks as (
        select problem_id as mark, dataset_id as benchmark_id from items
        union all
        select prompt_id, benchmark_id from leaks
        union all
        select md5(regexp_replace(prompt, '\\s+', '', 'g')), dataset_id from items
    )
    select mark, min(benchmark_id) as benchmark_id from marks where mark is not null group by all
"""

# For a table `found` with prompt_id, problem_id and text.
BENCHMARK_OF = """
    select
        found.*,
        coalesce(
            by_problem.benchmark_id, by_prompt.benchmark_id, by_text.benchmark_id
        ) as benchmark,
    from found
    left join benchmark_marks as by_problem on found.problem_id = by_problem.mark
    left join benchmark_marks as by_prompt on found.prompt_id = by_prompt.mark
    left join benchmark_marks as by_text
        on md5(regexp_replace(found.text, '\\s+', '', 'g')) = by_text.mark
"""


def mark_benchmarks(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `benchmark_marks` from the public tables, which names without a schema must mean."""
    try:
        connection.execute(BENCHMARK_MARKS)
    except duckdb.Error as error:
        raise UserError(
            f"the warehouse is not whole ({first_line(error)}); run atlas build", 1
        ) from None
