"""Problems with contradictory answers."""

import duckdb

from atlas.console import counted
from atlas.report.section import Column, Section, Table
from atlas.warehouse import select

MOST = 60
LONGEST = 600  # characters of a text
TOTAL = """
    select count(*) as problems, coalesce(sum(row_count), 0)::bigint as row_count
    from answer_conflicts
"""
LARGEST = """
    with

    largest as (
        from answer_conflicts order by len(datasets) desc, row_count desc, problem_id limit $most
    ),

    given as (
        select
            problem_id,
            answer_key,
            count(*) as row_count,
            list_sort(list_distinct(list(dataset_id))) as datasets
        from rows
        inner join largest using (problem_id)
        where list_contains(largest.answers, rows.answer_key)
        group by all
    )

    select
        largest.problem_id,
        largest.row_count,
        left(prompt, $longest) || if(length(prompt) > $longest, ' …', '') as prompt,
        list({
            answer: answer_key, row_count: given.row_count, datasets: given.datasets
        } order by given.row_count desc, answer_key) as answers
    from largest
    inner join prompts on largest.problem_id = prompts.prompt_id
    inner join given on largest.problem_id = given.problem_id
    group by all
    order by len(any_value(largest.datasets)) desc, row_count desc, largest.problem_id
"""
BY_DATASET = """
    select dataset_id, role, conflict_count
    from datasets
    where conflict_count > 0
    order by conflict_count desc, dataset_id
"""


def section(connection: duckdb.DuckDBPyConnection, with_texts: bool) -> Section:
    (total,) = select(connection, TOTAL)
    problems = total["problems"]
    lead = [
        f"{counted(problems, 'problem')} {'has' if problems == 1 else 'have'} answers that "
        f"contradict each other, in {counted(total['row_count'], 'row')}. Other ways to write one "
        "value are no contradiction."
    ]
    shown = select(connection, LARGEST, most=MOST, longest=LONGEST) if with_texts else []
    if len(shown) < problems:
        lead.append(f"Shown are {len(shown):,}; all of them: atlas query “from answer_conflicts”.")
    return Section(
        id="conflicts",
        title="Contradictory answers",
        lead=lead if problems else [],
        nothing=None if problems else "No problem here has contradictory answers.",
        part="conflicts" if shown else None,
        facts={"conflicts": shown},
        tables=[
            Table(
                "Datasets that take part",
                [
                    Column("dataset_id", "dataset"),
                    Column("role", "role"),
                    Column("conflict_count", "problems", "count"),
                ],
                select(connection, BY_DATASET),
            )
        ],
    )
