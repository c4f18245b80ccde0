"""How much of what is released is new."""

from datetime import date

import altair as alt
import duckdb

from atlas.console import counted, released
from atlas.report.charts import BLUE, INK, ORANGE, drawn, time_axis, values
from atlas.report.section import Chart, Column, Key, Section, Table
from atlas.warehouse import select

GROWTH = """
    with

    problems as (
        select min(first_seen_on) as released_on from prompts group by problem_id
    ),

    days as (
        select released_on, sum(row_count - rejected_count) as row_count, 0 as problem_count
        from datasets group by all
        union all
        select released_on, 0, count(*) from problems group by all
    ),

    by_day as (
        select released_on, sum(row_count) as row_count, sum(problem_count) as problem_count
        from days where released_on is not null group by all
    )

    select
        released_on,
        (sum(row_count) over (order by released_on))::bigint as row_count,
        (sum(problem_count) over (order by released_on))::bigint as problem_count
    from by_day
    order by released_on
"""
SHARES = """
    select dataset_id, role, released_on, released_precision, prompt_count, novel_share
    from datasets
    order by released_on nulls last, dataset_id
"""
COLUMNS = [
    Column("dataset_id", "dataset"),
    Column("role", "role"),
    Column("released", "released"),
    Column("prompt_count", "prompts", "count"),
    Column("novel_share", "new problems", "share"),
]


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    growth, shares = select(connection, GROWTH), select(connection, SHARES)
    for one in shares:
        one["released"] = released(one)
    dated = [one for one in shares if one["novel_share"] is not None]
    undated = len(shares) - len(dated)
    lead = [
        "Rows released so far and the distinct problems in them: the wider the gap, the more is "
        "repetition. Below, each dataset by the share of its prompts whose problem no earlier "
        "dataset holds; the larger the mark, the more prompts."
    ]
    if undated:
        lead.append(f"{counted(undated, 'dataset')} without a known release or prompts: not shown.")
    charts = [
        Chart(
            "growth",
            lines(growth),
            "Rows and distinct problems released so far, over time.",
            [Key("rows", INK, "dashes"), Key("distinct problems", BLUE, "line")],
        ),
        Chart(
            "novelty",
            bubbles(dated),
            "Datasets by release date and share of new problems.",
            [Key("training set", BLUE, "circle"), Key("benchmark", ORANGE, "diamond")],
        ),
    ]
    return Section(
        id="novelty",
        title="What is new over time",
        lead=lead if dated else [],
        charts=charts if dated else [],
        nothing=None if dated else "No dataset with a known release is landed.",
        tables=[
            Table(
                "Rows and problems so far",
                [
                    Column("released_on", "until", "date"),
                    Column("row_count", "rows", "count"),
                    Column("problem_count", "distinct problems", "count"),
                ],
                growth,
            ),
            Table("New problems of every dataset", COLUMNS, shares),
        ],
    )


def lines(growth: list[dict]) -> dict:
    kinds = {"row_count": "rows", "problem_count": "distinct problems"}
    points = [
        {"released_on": day["released_on"], "what": words, "count": day[key]}
        for day in growth
        for key, words in kinds.items()
    ]
    base = alt.Chart(values(points)).encode(
        x=alt.X("released_on:T", axis=time_axis(days(growth), grid=False)),
        y=alt.Y("count:Q", axis=alt.Axis(title=None, format="~s", tickCount=5)),
        color=alt.Color(
            "what:N",
            scale=alt.Scale(domain=list(kinds.values()), range=[INK, BLUE]),
        ),
        strokeDash=alt.StrokeDash(
            "what:N",
            scale=alt.Scale(domain=list(kinds.values()), range=[[5, 3], [1, 0]]),
        ),
        tooltip=[
            alt.Tooltip("what:N", title=" "),
            alt.Tooltip("count:Q", format=","),
            alt.Tooltip("released_on:T", title="until"),
        ],
    )
    return drawn(
        base.mark_line(interpolate="step-after", strokeWidth=2, point=len(growth) == 1), 190
    )


def days(rows: list[dict]) -> list[date]:
    return [one["released_on"] for one in rows]


def bubbles(dated: list[dict]) -> dict:
    rows = [
        {**one, "role": "training set" if one["role"] == "train" else one["role"]} for one in dated
    ]
    chart = (
        alt.Chart(values(rows))
        .mark_point(filled=True, opacity=0.75, stroke="white", strokeWidth=0.8)
        .encode(
            x=alt.X(
                "released_on:T",
                axis=time_axis(days(dated), grid=False),
                scale=alt.Scale(padding=16),
            ),
            y=alt.Y(
                "novel_share:Q",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(title="new problems", format="%", tickCount=5),
            ),
            size=alt.Size(
                "prompt_count:Q",
                scale=alt.Scale(range=[40, 900]),
            ),
            shape=alt.Shape(
                "role:N",
                scale=alt.Scale(domain=["training set", "benchmark"], range=["circle", "diamond"]),
            ),
            color=alt.Color(
                "role:N",
                scale=alt.Scale(domain=["training set", "benchmark"], range=[BLUE, ORANGE]),
            ),
            tooltip=[
                alt.Tooltip("dataset_id:N", title="dataset"),
                alt.Tooltip("released:N"),
                alt.Tooltip("novel_share:Q", title="new problems", format=".1%"),
                alt.Tooltip("prompt_count:Q", title="prompts", format=","),
            ],
        )
    )
    return drawn(chart, 260)
