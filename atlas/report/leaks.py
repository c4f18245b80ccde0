"""The heatmap of leaks, and behind each of its cells the pairs with their evidence."""

import duckdb

from atlas.console import counted
from atlas.report.section import Column, Section, Table
from atlas.warehouse import select

SUMMARY = """
    select * from leak_summary order by item_share desc, leaked_items desc, dataset_id, benchmark_id
"""
# Pairs in other words come first: those letter for letter need no second look.
PAIRS = """
    with

    numbered as (
        select *, row_number() over (
            partition by dataset_id, benchmark_id
            order by relation = 'exact', prompt_id, benchmark_prompt_id
        ) as place
        from leaks
    ),

    chosen as (
        select * from numbered where place <= $most
    ),

    answers as (
        select dataset_id, prompt_id, first(answer order by row_number) as answer
        from rows
        where prompt_id in (
            select prompt_id from chosen union select benchmark_prompt_id from chosen
        )
        group by all
    )

    select
        chosen.dataset_id,
        chosen.benchmark_id,
        chosen.prompt_id,
        chosen.benchmark_prompt_id,
        chosen.relation,
        chosen.timing,
        chosen.answers_agree,
        in_training.answer,
        in_benchmark.answer as benchmark_answer,
        round(matches.jaccard::double, 3) as jaccard,
        round(if(
            chosen.prompt_id < chosen.benchmark_prompt_id, containment, other_containment
        )::double, 3) as containment,
        matches.numbers_agree,
        round(matches.match_weight, 1) as match_weight,
        matches.found_by
    from chosen
    left join matches
        on least(chosen.prompt_id, chosen.benchmark_prompt_id) = matches.prompt_id
        and greatest(chosen.prompt_id, chosen.benchmark_prompt_id) = matches.other_prompt_id
    left join answers as in_training
        on chosen.dataset_id = in_training.dataset_id
        and chosen.prompt_id = in_training.prompt_id
    left join answers as in_benchmark
        on chosen.benchmark_id = in_benchmark.dataset_id
        and chosen.benchmark_prompt_id = in_benchmark.prompt_id
    order by chosen.dataset_id, chosen.benchmark_id, chosen.place
"""
TEXTS = """
    select prompt_id, left(prompt, $longest) || if(length(prompt) > $longest, ' …', '') as prompt
    from prompts
    where prompt_id in (select unnest($ids))
"""
LONGEST = 1500  # characters of a text
COLUMNS = [
    Column("dataset_id", "training set"),
    Column("benchmark_id", "benchmark"),
    Column("leaked_items", "items found", "count"),
    Column("benchmark_items", "items", "count"),
    Column("item_share", "share of the items", "share"),
    Column("leaked_prompts", "prompts", "count"),
    Column("leaked_rows", "rows", "count"),
]


def section(connection: duckdb.DuckDBPyConnection, most_pairs: int) -> Section:
    cells = select(connection, SUMMARY)
    totals = {one["dataset_id"]: one for one in select(connection, "from leak_totals")}
    lead = (
        [
            f"{counted(len(totals), 'training set')} "
            f"{'holds' if len(totals) == 1 else 'hold'} items of "
            f"{counted(len({one['benchmark_id'] for one in cells}), 'benchmark')}. A cell is the "
            "share of the benchmark's items, in percent, that stands in the training set."
        ]
        if cells
        else []
    )
    return Section(
        id="leaks",
        title="Benchmark items in training sets",
        lead=lead,
        nothing=None if cells else "No training set here holds an item of a benchmark.",
        part="heatmap" if cells else None,
        facts=heatmap(cells),
        data=pairs_of(connection, most_pairs),
        tables=[Table("Every training set and benchmark", COLUMNS, cells)],
    )


def heatmap(cells: list[dict]) -> dict:
    """Rows and columns with the most leaks first; a cell is none where nothing is shared."""
    weight: dict[str, float] = {}
    for one in cells:
        for side in ("dataset_id", "benchmark_id"):
            weight[one[side]] = weight.get(one[side], 0) + one["item_share"]

    def heaviest(side: str) -> list[str]:
        return sorted({one[side] for one in cells}, key=lambda name: (-weight[name], name))

    by_place = {
        (one["dataset_id"], one["benchmark_id"]): {**one, "label": label(one["item_share"])}
        for one in cells
    }
    benchmarks = heaviest("benchmark_id")
    return {
        "benchmarks": benchmarks,
        "rows": [
            {"name": name, "cells": [by_place.get((name, other)) for other in benchmarks]}
            for name in heaviest("dataset_id")
        ],
    }


def label(share: float) -> str:
    """Percent without a sign; 100 is everything and 0 does not occur."""
    return "<1" if share < 0.01 else str(int(100 * share + (0.5 if share < 0.99 else 0)))


def pairs_of(connection: duckdb.DuckDBPyConnection, most: int) -> dict:
    """Pairs by cell, their texts once each: a prompt stands in many pairs."""
    pairs = select(connection, PAIRS, most=most)
    ids = {one[side] for one in pairs for side in ("prompt_id", "benchmark_prompt_id")}
    texts = select(connection, TEXTS, ids=sorted(ids), longest=LONGEST)
    cells: dict[str, dict[str, list[dict]]] = {}
    for one in pairs:
        place = cells.setdefault(one["dataset_id"], {}).setdefault(one["benchmark_id"], [])
        known = {key: value for key, value in one.items() if value is not None}
        place.append(
            {key: known[key] for key in known if key not in ("dataset_id", "benchmark_id")}
        )
    return {"cells": cells, "texts": {one["prompt_id"]: one["prompt"] for one in texts}}
