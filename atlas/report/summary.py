"""The first screen: the figures that people ask for, and every dataset in one table."""

import duckdb

from atlas.console import counted, released
from atlas.report.section import Column, Section, Table, formatted, percent
from atlas.summary import ATTRIBUTION
from atlas.warehouse import select

COUNTS = """
    select
        count(*) as datasets,
        count(*) filter (role = 'train') as training_sets,
        count(*) filter (role = 'benchmark') as benchmarks,
        coalesce(sum(row_count), 0)::bigint as landed_rows,
        coalesce(sum(rejected_count), 0)::bigint as rejected_rows,
        (select count(*) from prompts) as prompts,
        (select count(distinct problem_id) from prompts) as problems,
        (select count(*) from lineage_edges) as pairs,
        (select count(*) from lineage_edges where is_direct) as direct_pairs,
        (select count(*) from leak_totals) as leaking_sets,
        (select count(distinct benchmark_family) from leak_families) as leaked_benchmarks,
        (select count(*) from answer_conflicts) as conflicts,
        (select count(*) from dapo_plus_plus) as curated_rows,
        (select count(*) from curation_decisions) as pool_rows
    from datasets
"""
MEANING = {
    "own": "the dataset is where its rows come from",
    "exact": "an earlier dataset holds the same prompt",
    "near": "an earlier dataset holds the problem in other words",
    "normalised": "an earlier dataset holds the same text in another notation",
    "declared": "the row's own label says so",
    "none": "no source was found",
}
DATASETS = "from datasets order by role desc, released_on nulls last, dataset_id"
COLUMNS = [
    Column("dataset_id", "dataset"),
    Column("role", "role"),
    Column("domain", "domain"),
    Column("released", "released"),
    Column("row_count", "rows", "count"),
    Column("prompt_count", "prompts", "count"),
    Column("attributed_share", "with a source", "share"),
    Column("novel_share", "new problems", "share"),
    Column("leaked_prompt_count", "benchmark items", "count"),
    Column("conflict_count", "conflicts", "count"),
    Column("licence", "licence"),
]


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    (counts,) = select(connection, COUNTS)
    methods, datasets = select(connection, ATTRIBUTION), select(connection, DATASETS)
    known = sum(one["share"] for one in methods if one["method"] != "none")
    for one in datasets:
        one["released"] = released(one)
    for one in methods:
        one["meaning"] = MEANING[one["method"]]
    return Section(
        id="summary",
        title="Summary",
        lead=[] if counts["datasets"] else ["Nothing is landed yet: see atlas land --help."],
        part="figures",
        facts={"figures": figures(counts, percent(known) if methods else "–")},
        tables=[
            Table("Every dataset", COLUMNS, datasets),
            Table(
                "How the sources of the training rows are known",
                [
                    Column("method", "method"),
                    Column("meaning", "meaning"),
                    Column("row_count", "rows", "count"),
                    Column("share", "share", "share"),
                ],
                methods,
            ),
        ],
    )


def figures(counts: dict, known: str) -> list[dict]:
    """What the cards say: a figure, its words and a line below."""

    def card(count: int, one: str, many: str, below: str, to: str) -> dict:
        words = one if count == 1 else many
        return {"value": formatted(count, "count"), "words": words, "below": below, "to": to}

    return [
        card(
            counts["datasets"],
            *("dataset", "datasets"),
            f"{counts['training_sets']:,} for training, "
            + counted(counts["benchmarks"], "benchmark"),
            "lineage",
        ),
        card(
            counts["landed_rows"],
            *("row", "rows"),
            f"{counts['rejected_rows']:,} rejected",
            "flow",
        ),
        card(
            counts["problems"],
            *("distinct problem", "distinct problems"),
            f"in {counted(counts['prompts'], 'distinct prompt')}",
            "novelty",
        ),
        card(
            counts["direct_pairs"],
            *("direct parent", "direct parents"),
            f"of {counted(counts['pairs'], 'pair')} that share problems",
            "lineage",
        ),
        {
            "value": known,
            "words": "with an atomic source",
            "below": "of the training rows",
            "to": "composition",
        },
        card(
            counts["leaking_sets"],
            *("training set holds", "training sets hold"),
            f"items of {counted(counts['leaked_benchmarks'], 'benchmark')}",
            "leaks",
        ),
        card(
            counts["conflicts"],
            *("problem", "problems"),
            "with contradictory answers",
            "conflicts",
        ),
        card(
            counts["curated_rows"],
            *("curated problem", "curated problems"),
            f"of {counted(counts['pool_rows'], 'row')} in the pool",
            "curation",
        ),
    ]
