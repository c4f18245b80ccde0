"""The quality score Q of each training set: its parts, its interval, and what is missing for it."""

import re

import altair as alt
import duckdb

from atlas.console import counted
from atlas.report.charts import BLUE, INK, ORANGE, drawn, names, values
from atlas.report.section import Chart, Column, Key, Section, Table, filled
from atlas.warehouse import select

QUALITY = """
    select
        dataset_id, model_scale, s1a, s1b, s1c, s1, s2, s3, l_sca, q, q_low, q_high,
        q_without_gains, q_without_gains_low, q_without_gains_high, judged_prompts,
        coalesce(q, q_without_gains) as shown,
        if(q is null, q_without_gains_low, q_low) as low,
        if(q is null, q_without_gains_high, q_high) as high,
        missing
    from dataset_quality
    order by shown desc nulls last, s1c desc nulls last, dataset_id, model_scale
"""
COLUMNS = [
    Column("dataset_id", "training set"),
    Column("model_scale", "model"),
    Column("q", "Q", "number", is_tinted=True),
    Column("q_low", "from", "number"),
    Column("q_high", "to", "number"),
    Column("q_without_gains", "Q without gains", "number", is_tinted=True),
    Column("q_without_gains_low", "from", "number"),
    Column("q_without_gains_high", "to", "number"),
    Column("s1", "S1", "number", is_tinted=True),
    Column("s1a", "S1a sound", "number", is_tinted=True),
    Column("s1b", "S1b learned", "number", is_tinted=True),
    Column("s1c", "S1c no leak", "number", is_tinted=True),
    Column("s2", "S2 Mean@4", "number", is_tinted=True),
    Column("s3", "S3 Pass@4", "number", is_tinted=True),
    Column("judged_prompts", "prompts judged", "count"),
    Column("missing", "missing"),
]
VEGA = {"triangle": "triangle-up"}  # its name for the shape
MARKS = [
    (BLUE, "circle"),
    (ORANGE, "diamond"),
    (INK, "square"),
    ("#44aa99", "triangle"),
    ("#aa4499", "cross"),
]
ABOUT = "Training sets by Q with its interval, a mark for each size of model."


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    rows = select(connection, QUALITY)
    scored = [one for one in rows if one["shown"] is not None]
    lead = [
        "Q weighs how sound the answers are and how little is reused (S1a), what a model learns "
        "from the set (S1b), how much of it is no benchmark item (S1c), and what a model trained "
        "on it gains (S2, S3)."
    ]
    if any(one["q"] is None for one in scored):
        lead.append(
            "Hollow marks are Q without the gains of a trained model, its other weights scaled up."
        )
    unscored = len(rows) - len(scored)
    if scored and unscored:
        lead.append(f"{counted(unscored, 'pair')} of set and model without rollouts: no Q.")
    nothing = (
        "No training set has a Q here: it takes rollouts of a model before and after training "
        "(atlas land-rollouts). The parts that need none are in the table."
    )
    styles = dict(zip(scales_of(scored), MARKS, strict=False))
    legend = [Key(f"{scale} model", *style) for scale, style in styles.items()]
    return Section(
        id="quality",
        title="Quality",
        lead=lead if rows else [],
        charts=[Chart("quality", intervals(scored, styles), ABOUT, legend)] if scored else [],
        nothing=None if scored else (nothing if rows else "No training set is landed."),
        tables=[Table("Q and its parts", filled(COLUMNS, rows), rows, is_open=True)]
        if rows
        else [],
    )


def scales_of(rows: list[dict]) -> list[str]:
    """Sizes of models, small ones first."""
    scales = {one["model_scale"] for one in rows}
    return sorted(scales, key=lambda one: (float(re.search(r"[\d.]*\d|$", one)[0] or "inf"), one))


def intervals(scored: list[dict], styles: dict[str, tuple[str, str]]) -> dict:
    order = list(dict.fromkeys(one["dataset_id"] for one in scored))
    scales = list(styles)
    kinds = {True: "without gains", False: "Q"}
    rows = [{**one, "kind": kinds[one["q"] is None]} for one in scored]
    colours = alt.Scale(domain=scales, range=[colour for colour, _ in styles.values()])
    shapes = alt.Scale(
        domain=scales, range=[VEGA.get(shape, shape) for _, shape in styles.values()]
    )
    base = alt.Chart(values(rows)).encode(
        y=alt.Y("dataset_id:N", sort=None, scale=alt.Scale(domain=order), axis=names(grid=True)),
        yOffset=alt.YOffset("model_scale:N", scale=alt.Scale(domain=scales)),
        tooltip=[
            alt.Tooltip("dataset_id:N", title="training set"),
            alt.Tooltip("model_scale:N", title="model"),
            alt.Tooltip("kind:N", title="value"),
            alt.Tooltip("shown:Q", title="Q", format=".3f"),
            alt.Tooltip("low:Q", title="from", format=".3f"),
            alt.Tooltip("high:Q", title="to", format=".3f"),
        ],
    )
    across = alt.Axis(title="Q with its interval", orient="top", tickCount=6)
    bars = base.mark_rule(strokeWidth=2, opacity=0.6).encode(
        x=alt.X("low:Q", scale=alt.Scale(zero=False), axis=across),
        x2="high:Q",
        color=alt.Color("model_scale:N", scale=colours),
    )
    marks = base.mark_point(size=55, strokeWidth=1.6).encode(
        x="shown:Q",
        color=alt.Color("model_scale:N", scale=colours),
        shape=alt.Shape("model_scale:N", scale=shapes),
        fill=alt.condition(
            "datum.q != null", alt.Fill("model_scale:N", scale=colours), alt.value("white")
        ),
    )
    return drawn(alt.layer(bars, marks), (8 + 11 * len(scales)) * len(order))
