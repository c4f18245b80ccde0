"""What a build found, on one screen."""

from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from atlas.console import make_console, shown
from atlas.home import Home


def show_summary(home: Home) -> None:
    console = make_console()
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        for show in (show_counts, show_sources, show_leaks, show_conflicts):
            show(connection, console)
    console.print(f"\nwarehouse: {home.warehouse}")


def facts() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    return table


def show_counts(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    datasets, train, benchmarks, rows, rejected = connection.execute(
        """
        select
            count(*), count(*) filter (role = 'train'), count(*) filter (role = 'benchmark'),
            sum(row_count), sum(rejected_count)
        from marts.datasets
        """
    ).fetchone()
    prompts, problems = connection.execute(
        "select count(*), count(distinct problem_id) from marts.prompts"
    ).fetchone()
    table = facts()
    table.add_row("datasets", f"{datasets:,}", f"{train:,} for training, {benchmarks:,} benchmarks")
    table.add_row("rows", f"{rows:,}", f"{rejected:,} rejected")
    table.add_row("prompts", f"{prompts:,}", f"of {problems:,} distinct problems")
    console.print(table)


def show_sources(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    found = connection.execute(
        """
        select attribution_method, count(*), count(*) / sum(count(*)) over ()
        from marts.rows
        inner join marts.datasets using (dataset_id)
        where role = 'train' and prompt_id is not null
        group by all
        order by count(*) desc
        """
    ).fetchall()
    known = sum(share for method, _, share in found if method != "none")
    console.print(f"\n{known:.1%} of the training rows have an atomic source")
    table = facts()
    for method, rows, share in found:
        table.add_row(f"  {method}", f"{rows:,}", f"{share:.1%}")
    console.print(table)


def show_leaks(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    leaks = connection.execute(
        """
        select dataset_id, benchmark_family, leaked_items, family_items, item_share
        from marts.leak_families
        order by item_share desc, leaked_items desc, dataset_id, benchmark_family
        """
    ).fetchall()
    training_sets = {dataset_id for dataset_id, *_ in leaks}
    families = {family for _, family, *_ in leaks}
    console.print(
        f"\n{len(training_sets):,} training sets hold items of {len(families):,} benchmarks"
        + (", most of all" if leaks else "")
    )
    table = facts()
    for dataset_id, family, items, of_items, share in leaks[:5]:
        table.add_row(
            f"  {shown(dataset_id, 50)}",
            f"{items:,} of {of_items:,}",
            f"({share:.0%}) of {shown(family, 50)}",
        )
    console.print(table)


def show_conflicts(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    (conflicts,) = connection.execute("select count(*) from marts.answer_conflicts").fetchone()
    (example,) = connection.execute(
        """
        select dataset_id from marts.datasets
        order by leaked_prompt_count desc nulls last, dataset_id limit 1
        """
    ).fetchone()
    console.print(f"\n{conflicts:,} problems have contradictory answers")
    console.print("\nlook further with")
    table = facts()
    for command in (
        f"atlas trace {example}",
        'atlas query "from leak_summary order by leaked_items desc"',
        'atlas query "from lineage_edges where is_direct"',
    ):
        table.add_row(f"  {command}")
    console.print(table)


def show_slowest(results: Any, seconds: float) -> None:
    models = [result for result in results if result.node.resource_type == "model"]
    slowest = sorted(models, key=lambda result: -result.execution_time)[:5]
    names = ", ".join(f"{one.node.name} {one.execution_time:.1f} s" for one in slowest)
    make_console().print(f"built and tested in {seconds:.0f} s; slowest: {names}")
