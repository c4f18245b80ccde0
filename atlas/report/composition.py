"""What each training set is made of, by atomic source."""

from collections import Counter

import altair as alt
import duckdb

from atlas.console import NO_SOURCE
from atlas.report.charts import ROW, drawn, names, values
from atlas.report.section import Chart, Column, Key, Section, Table
from atlas.report.sources import OTHERS, coloured_sources, group_of
from atlas.warehouse import select

SHARES = """
    select
        dataset_id, role, released_on, atomic_source, shares.row_count, shares.share
    from source_shares as shares
    inner join datasets using (dataset_id)
    order by role desc, released_on nulls last, dataset_id, shares.row_count desc, atomic_source
"""
COLUMNS = [
    Column("dataset_id", "dataset"),
    Column("role", "role"),
    Column("atomic_source", "atomic source"),
    Column("row_count", "rows", "count"),
    Column("share", "share", "share"),
]
ABOUT = "Training sets by release date, each a bar divided by the atomic sources of its rows."


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    shares = select(connection, SHARES)
    colours = coloured_sources(connection)
    bars = grouped([one for one in shares if one["role"] == "train"], colours)
    lead = ["Rows of each training set by the atomic source they go back to, in order of release."]
    if OTHERS in colours:
        lead.append(
            f"The {len(colours) - 2} largest sources have a colour; the table names all of them."
        )
    legend = [Key(name, colour) for name, colour in colours.items()]
    return Section(
        id="composition",
        title="What the training sets are made of",
        lead=lead if bars else [],
        charts=[Chart("composition", stacked(bars, colours), ABOUT, legend)] if bars else [],
        nothing=None if bars else "No training set with usable rows is landed.",
        tables=[Table("Atomic sources of every dataset", COLUMNS, [*map(named, shares)])],
    )


def named(share: dict) -> dict:
    return {**share, "atomic_source": share["atomic_source"] or NO_SOURCE}


def grouped(shares: list[dict], colours: dict[str, str]) -> list[dict]:
    rows: Counter[tuple[str, str]] = Counter()
    for one in shares:
        rows[one["dataset_id"], group_of(one["atomic_source"], colours)] += one["row_count"]
    total: Counter[str] = Counter()
    for (dataset_id, _), count in rows.items():
        total[dataset_id] += count
    place = {name: number for number, name in enumerate(colours)}
    return [
        {
            "dataset": dataset_id,
            "source": source,
            "rows": count,
            "share": count / total[dataset_id],
            "place": place[source],
        }
        for (dataset_id, source), count in rows.items()
    ]


def stacked(bars: list[dict], colours: dict[str, str]) -> dict:
    order = list(dict.fromkeys(one["dataset"] for one in bars))
    chart = (
        alt.Chart(values(bars))
        .mark_bar(stroke="white", strokeWidth=0.7, height={"band": 0.82})
        .encode(
            x=alt.X(
                "rows:Q",
                stack="normalize",
                axis=alt.Axis(title=None, format="%", orient="top", tickCount=5),
            ),
            y=alt.Y("dataset:N", sort=None, scale=alt.Scale(domain=order), axis=names()),
            color=alt.Color(
                "source:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
            ),
            order="place:O",
            tooltip=[
                alt.Tooltip("dataset:N"),
                alt.Tooltip("source:N"),
                alt.Tooltip("rows:Q", format=","),
                alt.Tooltip("share:Q", format=".1%"),
            ],
        )
    )
    return drawn(chart, ROW * len(order))
