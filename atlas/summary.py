"""What a build made and found, on one screen."""

from typing import Any

import duckdb
from rich.table import Table

from atlas.console import counted, make_console, shown
from atlas.warehouse import select

MOST_LEAKS = 5  # shown
Facts = dict[str, Any]
# How the sources of the training rows are known.
ATTRIBUTION = """
    select
        attribution_method as method,
        count(*) as row_count,
        count(*) / sum(count(*)) over () as share,
    from rows
    inner join datasets using (dataset_id)
    where role = 'train' and prompt_id is not null
    group by all
    order by row_count desc, method
"""


def findings(connection: duckdb.DuckDBPyConnection) -> Facts:
    """The figures of a warehouse that everybody wants to see."""
    (counts,) = select(
        connection,
        """
        select
            count(*) as datasets,
            count(*) filter (role = 'train') as training_sets,
            count(*) filter (role = 'benchmark') as benchmarks,
            coalesce(sum(row_count), 0)::bigint as row_count,
            coalesce(sum(rejected_count), 0)::bigint as rejected_count,
            (from prompts select count(*)) as prompts,
            (from prompts select count(distinct problem_id)) as problems,
            (from leak_families select count(distinct dataset_id)) as leaking_training_sets,
            (from leak_families select count(distinct benchmark_family)) as leaked_benchmarks,
            (from answer_conflicts select count(*)) as conflicts,
            first(dataset_id order by leaked_prompt_count desc nulls last, dataset_id)
                as most_leaking,
        from datasets
        """,
    )
    attribution = select(connection, ATTRIBUTION)
    return {
        **counts,
        "attributed_share": sum(one["share"] for one in attribution if one["method"] != "none"),
        "attribution": attribution,
        "largest_leaks": select(
            connection,
            """
            select dataset_id, benchmark_family, leaked_items, family_items, item_share
            from leak_families
            order by item_share desc, leaked_items desc, dataset_id, benchmark_family
            limit $most
            """,
            most=MOST_LEAKS,
        ),
    }


def show_build(facts: Facts) -> None:
    console = make_console()
    if facts["state"] == "published":
        show_findings(facts["found"])
        console.print(f"\nwarehouse: {facts['warehouse']}")
    else:
        console.print(f"built, not published: {facts['because']}; run atlas build")
    console.print(
        f"built and tested in {facts['seconds']:.0f} s: {counted(facts['models'], 'model')}, "
        f"{counted(facts['tests'], 'test')}"
    )
    if facts["slowest"]:
        console.print("slowest:")
    table = facts_table(numbers=2)
    for one in facts["slowest"]:
        rows = facts["rows"].get(one["model"])  # a view has none
        size = counted(rows, "row") if rows is not None else ""
        table.add_row(f"  {one['model']}", f"{one['seconds']:.1f} s", size)
    console.print(table)


def show_findings(found: Facts) -> None:
    console = make_console()
    leaking, conflicts = found["leaking_training_sets"], found["conflicts"]
    console.print(counts_table(found))
    console.print(f"\n{found['attributed_share']:.1%} of the training rows have an atomic source")
    table = facts_table()
    for one in found["attribution"]:
        table.add_row(f"  {one['method']}", f"{one['row_count']:,}", f"{one['share']:.1%}")
    console.print(table)
    console.print(
        f"\n{counted(leaking, 'training set')} {'holds' if leaking == 1 else 'hold'} items of "
        f"{counted(found['leaked_benchmarks'], 'benchmark')}"
        + (", most of all" if found["largest_leaks"] else "")
    )
    table = facts_table()
    for one in found["largest_leaks"]:
        table.add_row(
            f"  {shown(one['dataset_id'], 50)}",
            f"{one['leaked_items']:,} of {one['family_items']:,}",
            f"({one['item_share']:.0%}) of {shown(one['benchmark_family'], 50)}",
        )
    console.print(table)
    console.print(
        f"\n{counted(conflicts, 'problem')} {'has' if conflicts == 1 else 'have'} "
        "contradictory answers"
    )
    console.print("\nlook further with")
    for command in (
        f"atlas trace {found['most_leaking']}",
        'atlas query "from leak_summary order by leaked_items desc"',
        'atlas query "from lineage_edges where is_direct"',
    ):
        console.print(f"  {command}")


def counts_table(found: Facts) -> Table:
    table = facts_table()
    benchmarks = counted(found["benchmarks"], "benchmark")
    for name, count, more in (
        ("datasets", "datasets", f"{found['training_sets']:,} for training, {benchmarks}"),
        ("rows", "row_count", f"{found['rejected_count']:,} rejected"),
        ("prompts", "prompts", f"of {counted(found['problems'], 'distinct problem')}"),
    ):
        table.add_row(name, f"{found[count]:,}", more)
    return table


def facts_table(numbers: int = 1) -> Table:
    """A name, so many columns of numbers, and what is said of them."""
    table = Table.grid(padding=(0, 2))
    table.add_column()
    for _ in range(numbers):
        table.add_column(justify="right")
    return table
