"""The command `atlas sensitivity`: what other thresholds would have made of the same evidence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MATCH_WEIGHTS = (-6, -4, -2, -1, 0, 1, 2, 3, 4, 6, 8)
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BAND_ROWS = (2, 3, 4, 5, 6, 8, 16)

# Text pairs at or above each weight; the prompts and datasets behind them. One text held by two
# datasets joins them whatever the weight.
BY_WEIGHT = """
with

held as (
    select
        prompts.text_id, holdings.dataset_id, datasets.role, count(*) as prompt_count,
    from lineage.holdings
    inner join canonical.distinct_prompts as prompts using (prompt_key)
    inner join datasets using (dataset_id)
    group by all
),

-- What a person read stays as it is whatever the threshold.
verdicts as (
    select
        text_id,
        other_text_id,
        case
            when not is_reviewed then match_weight
            when is_same_problem then 'infinity'::double
            else '-infinity'::double
        end as match_weight,
    from matching.judgements
),

texts as (
    select text_id, other_text_id, match_weight from verdicts
    union all
    select other_text_id, text_id, match_weight from verdicts
    union all
    select distinct text_id, text_id, 'infinity'::double from held
),

shared as (
    select
        first.dataset_id,
        second.dataset_id as other_dataset_id,
        texts.match_weight,
        if(second.role = 'benchmark', first.prompt_count * second.prompt_count, 0) as prompt_pairs,
        first.role,
    from texts
    inner join held as first using (text_id)
    inner join held as second
        on texts.other_text_id = second.text_id and first.dataset_id != second.dataset_id
),

edges as (
    select max(match_weight) as match_weight from shared
    where dataset_id < other_dataset_id
    group by dataset_id, other_dataset_id
),

thresholds as (select unnest($values) as threshold)

select
    threshold,
    (from verdicts select count(*) where match_weight >= threshold) as accepted_pairs,
    (
        from shared select coalesce(sum(prompt_pairs), 0)::bigint
        where match_weight >= threshold and role = 'train'
    ) as leaks,
    (from edges select count(*) where match_weight >= threshold) as edges,
from thresholds
order by threshold
"""

BY_JACCARD = """
select
    threshold,
    count(*) filter (jaccard >= threshold) as near_duplicates,
    count(*) filter (jaccard < threshold) as rewritten,
from (select unnest($values) as threshold)
left join matching.judgements on relation in ('near_duplicate', 'rewritten')
group by all
order by threshold
"""

BY_CONTAINMENT = """
select
    threshold,
    count(*) filter (largest >= threshold and smallest >= threshold / 2) as variants,
    count(*) filter (not (largest >= threshold and smallest >= threshold / 2)) as unrelated,
from (select unnest($values) as threshold)
left join (
    select
        greatest(containment_3, other_containment_3) as largest,
        least(containment_3, other_containment_3) as smallest,
    from matching.comparisons
    inner join matching.judgements using (text_id, other_text_id)
    where not is_same_problem
) on true
group by all
order by threshold
"""

# Bands of so many rows of the signatures: what they would propose, and which of the accepted
# pairs are among it. Pairs in several bands are proposed several times.
BY_BAND_ROWS = """
with

thresholds as (select unnest($values) as threshold),

buckets as (
    select threshold, count(*) as texts
    from matching.signatures
    cross join thresholds
    cross join unnest(range(0, len(signature) // threshold)) as bands (band)
    group by threshold, band, signature[band * threshold + 1:(band + 1) * threshold]
),

proposed as (
    select
        threshold,
        sum(texts * least(texts - 1, $most_partners) / 2)::bigint as bucket_pairs,
    from buckets
    group by threshold
),

accepted as (
    select first.signature, second.signature as other_signature
    from matching.judgements
    inner join matching.signatures as first using (text_id)
    inner join matching.signatures as second
        on judgements.other_text_id = second.text_id
    where is_same_problem
),

found as (
    select
        threshold,
        count(*) as accepted_pairs,
        count(*) filter (
            list_contains(
                list_transform(
                    range(0, len(signature) // threshold),
                    lambda band: signature[band * threshold + 1:(band + 1) * threshold]
                    = other_signature[band * threshold + 1:(band + 1) * threshold]
                ),
                true
            )
        ) as found_pairs,
    from accepted
    cross join thresholds
    group by threshold
)

select
    threshold,
    coalesce(bucket_pairs, 0) as bucket_pairs,
    coalesce(found_pairs, 0) as found_pairs,
    coalesce(found_pairs / accepted_pairs, 0) as found_share,
from thresholds
left join proposed using (threshold)
left join found using (threshold)
order by threshold
"""


def sensitivity(format: FormatOption = "text", home: HomeOption = None) -> None:
    """Show what other thresholds would make of the pairs that were judged; `*` is the chosen one.

    Accepted pairs, leaks and edges by var match_weight_threshold; relations by
    near_duplicate_jaccard and variant_containment; what bands of other sizes would propose, and
    how many of the accepted pairs they would find without the help of fingerprints.

    Example: atlas sensitivity
    """
    from atlas.warehouse import open_warehouse  # noqa: PLC0415

    with open_warehouse(Home.find(home)) as connection:
        grids = dict(all_grids(connection))
    tell(grids, format, show)


def all_grids(connection: "DuckDBPyConnection") -> Iterator[tuple[str, list[dict]]]:
    from atlas.settings import setting  # noqa: PLC0415
    from atlas.warehouse import select  # noqa: PLC0415

    bands = setting("band_rows")
    for name, sql, values, chosen in (
        ("match_weight_threshold", BY_WEIGHT, MATCH_WEIGHTS, {setting("match_weight_threshold")}),
        ("near_duplicate_jaccard", BY_JACCARD, SHARES, {setting("near_duplicate_jaccard")}),
        ("variant_containment", BY_CONTAINMENT, SHARES, {setting("variant_containment")}),
        ("band_rows", BY_BAND_ROWS, BAND_ROWS, set(bands.values())),
    ):
        more = {"most_partners": setting("crowded_neighbours")} if sql is BY_BAND_ROWS else {}
        rows = select(connection, sql, values=sorted({*values, *chosen}), **more)
        yield name, [row | {"is_chosen": row["threshold"] in chosen} for row in rows]


def show(grids: dict[str, list[dict]]) -> None:
    from rich.table import Table  # noqa: PLC0415

    from atlas.console import make_console  # noqa: PLC0415
    from atlas.query_table import cell  # noqa: PLC0415

    console = make_console()
    for name, rows in grids.items():
        table = Table(box=None, pad_edge=False, header_style="bold")
        measured = [column for column in rows[0] if column not in ("threshold", "is_chosen")]
        for column in (name, "", *measured):
            table.add_column(column.replace("_", " ") if column != name else name, justify="right")
        for row in rows:
            mark = "*" if row["is_chosen"] else ""
            figures = (row[column] for column in measured)
            table.add_row(
                f"{row['threshold']:g}",
                mark,
                *(f"{figure:,}" if isinstance(figure, int) else cell(figure) for figure in figures),
            )
        console.print(table)
        console.print()
