"""The waterfall of curation: what each rule took from the pool."""

import altair as alt
import duckdb

from atlas.console import counted
from atlas.report.charts import BLUE, ORANGE, drawn, names, values
from atlas.report.section import Chart, Column, Section, Table, percent
from atlas.warehouse import select

POOL = """
    select part, count(*) as row_count, count(*) filter (is_kept) as kept_rows
    from curation_decisions
    group by all
    order by part
"""
RULES = "from curation_summary order by rule_order"
COLUMNS = [
    Column("rule", "rule"),
    Column("description", "what it looks for"),
    Column("lost_rows", "rows taken", "count"),
    Column("lost_share", "of the pool", "share"),
    Column("fitting_rows", "rows it fits", "count"),
]
STEP = 26  # pixels
ABOUT = "Bars from the pool down to the curated table, one for each rule that took rows."


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    pool, rules = select(connection, POOL), select(connection, RULES)
    size, kept = (sum(one[key] for one in pool) for key in ("row_count", "kept_rows"))
    if not size:
        return Section(
            id="curation",
            title="What curation took",
            lead=[],
            nothing="No pool of seeds/curation_pools.csv is landed, so nothing was curated: "
            "see atlas build --curate.",
        )
    steps = waterfall(pool, rules, kept)
    return Section(
        id="curation",
        title="What curation took",
        lead=[
            f"{counted(kept, 'row')} of {size:,} stay ({percent(kept / size)}). The rules are "
            "applied in this order; a row counts for the first rule that takes it."
        ],
        charts=[Chart("curation", bars(steps), ABOUT)],
        tables=[Table("Every rule", COLUMNS, rules)],
    )


def waterfall(pool: list[dict], rules: list[dict], kept: int) -> list[dict]:
    """Each step from where it starts to where it ends, in rows of the pool."""
    steps, level = [], 0
    for one in pool:
        name = {"candidates": "pool", "replacements": "replacements"}[one["part"]]
        steps.append(step(name, level, level + one["row_count"], "pool"))
        level += one["row_count"]
    for one in rules:
        if one["lost_rows"]:
            steps.append(step(one["rule"], level, level - one["lost_rows"], "taken"))
            level -= one["lost_rows"]
    return [*steps, step("curated table", 0, kept, "kept")]


def step(name: str, start: int, end: int, kind: str) -> dict:
    sign = "−" if kind == "taken" else ""
    return {
        "step": name.replace("_", " "),
        "low": min(start, end),
        "high": max(start, end),
        "rows": abs(end - start),
        "label": f"{sign}{abs(end - start):,}",
        "kind": kind,
    }


def bars(steps: list[dict]) -> dict:
    top = max(one["high"] for one in steps)
    for one in steps:  # the figure stands where there is room for it
        one["is_left"] = one["high"] > 0.8 * top and one["low"] > 0.2 * top
        one["is_inside"] = one["high"] > 0.8 * top and not one["is_left"]
    order = [one["step"] for one in steps]
    base = alt.Chart(values(steps)).encode(
        y=alt.Y("step:N", sort=None, scale=alt.Scale(domain=order), axis=names()),
        tooltip=[alt.Tooltip("step:N"), alt.Tooltip("rows:Q", format=",")],
    )
    colours = alt.Scale(domain=["pool", "taken", "kept"], range=["#7a8794", ORANGE, BLUE])
    blocks = base.mark_bar(height={"band": 0.72}).encode(
        x=alt.X("low:Q", axis=alt.Axis(title="rows", format=",d", tickCount=4)),
        x2="high:Q",
        color=alt.Color("kind:N", scale=colours),
        stroke=alt.Stroke("kind:N", scale=colours),  # so that a single row can be seen
    )
    left = base.transform_filter("datum.is_left").mark_text(align="right", dx=-5)
    inside = base.transform_filter("datum.is_inside").mark_text(
        align="right", dx=-6, color="white", fontWeight="bold"
    )
    right = base.transform_filter("!datum.is_left && !datum.is_inside").mark_text(
        align="left", dx=5
    )
    return drawn(
        alt.layer(
            blocks,
            left.encode(x="low:Q", text="label:N"),
            inside.encode(x="high:Q", text="label:N"),
            right.encode(x="high:Q", text="label:N"),
        ),
        STEP * len(steps),
    )
