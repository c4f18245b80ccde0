"""The lineage graph: a row for each dataset, along the order of release, with its parents."""

import json

import altair as alt
import duckdb

from atlas.console import counted, released
from atlas.report.charts import BLUE, INK, ORANGE, QUIET, ROW, drawn, names, values
from atlas.report.section import Chart, Column, Key, Section, Table, listed
from atlas.warehouse import select

DATASETS = "select dataset_id, role, released_on, released_precision, prompt_count from datasets"
EDGES = """
    select
        edges.*,
        children.role = 'train' and parents.role = 'benchmark' as is_leak
    from lineage_edges as edges
    inner join datasets as children on edges.child_dataset_id = children.dataset_id
    inner join datasets as parents on edges.parent_dataset_id = parents.dataset_id
    order by is_direct desc, share_of_child desc, child_dataset_id, parent_dataset_id
"""
KINDS = {
    "comes from": BLUE,
    "comes from a benchmark": ORANGE,
    "order unknown": QUIET,
    "shares problems": QUIET,  # drawn for a chosen dataset only
}
DASHES = {kind: [3, 3] if kind == "order unknown" else [1, 0] for kind in KINDS}
ROLES = {"training set": INK, "benchmark": ORANGE}
LEGEND = [
    Key("training set", INK, "circle"),
    Key("benchmark", ORANGE, "diamond"),
    Key("comes from", BLUE, "line"),
    Key("comes from a benchmark", ORANGE, "line"),
    Key("shares problems, order unknown", QUIET, "dashes"),
]
COLUMNS = [
    Column("child_dataset_id", "dataset"),
    Column("parent_dataset_id", "earlier dataset"),
    Column("shared_prompts", "shared prompts", "count"),
    Column("share_of_child", "of the dataset", "share"),
    Column("share_of_parent", "of the earlier one", "share"),
    Column("exact_prompts", "letter for letter", "count"),
    Column("is_direct", "direct parent", "flag"),
    Column("is_declared", "declared", "flag"),
    Column("is_ordered", "order known", "flag"),
]


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    datasets = {one["dataset_id"]: one for one in select(connection, DATASETS)}
    edges = select(connection, EDGES)
    drawn_edges = [one for one in edges if one["is_direct"] or not one["is_ordered"]]
    order = tree_order(datasets, drawn_edges)
    alone = sorted(set(datasets) - set(order))
    direct = sum(one["is_direct"] for one in edges)
    lead = [
        f"{counted(len(edges), 'pair')} of datasets {'shares' if len(edges) == 1 else 'share'} "
        f"problems. {direct:,} of them {'is' if direct == 1 else 'are'} direct: the few earlier "
        "datasets that together explain the later one. A thicker line is a larger share of the "
        "later dataset's prompts."
    ]
    if order and alone:
        lead.append(f"Without a line: {listed(alone, 12)}.")
    return Section(
        id="lineage",
        title="Who comes from whom",
        lead=lead if edges else [],
        charts=[Chart("lineage", graph(datasets, edges, order), ABOUT, LEGEND)] if order else [],
        nothing=None if order else "No two datasets here share a problem.",
        part="pick",
        facts={"order": order},
        data=[
            [
                one["child_dataset_id"],
                one["parent_dataset_id"],
                one["shared_prompts"],
                one["share_of_child"],
                kind(one),
            ]
            for one in edges
        ],
        tables=[Table("Every pair of datasets that shares problems", COLUMNS, edges)],
    )


ABOUT = "Datasets in rows, in order of release, with lines from each to the ones it comes from."


def kind(edge: dict) -> str:
    if not edge["is_ordered"]:
        return "order unknown"
    if not edge["is_direct"]:
        return "shares problems"
    return "comes from a benchmark" if edge["is_leak"] else "comes from"


def tree_order(datasets: dict[str, dict], edges: list[dict]) -> list[str]:
    """The datasets of the edges, each below the parent that explains most of it, then by date."""
    main_parent: dict[str, str] = {}
    for one in edges:
        if one["is_direct"]:
            main_parent.setdefault(one["child_dataset_id"], one["parent_dataset_id"])
    linked = {one[side] for one in edges for side in ("child_dataset_id", "parent_dataset_id")}
    children: dict[str | None, list[str]] = {}
    for name in sorted(linked, key=lambda one: (str(datasets[one]["released_on"]), one)):
        children.setdefault(main_parent.get(name), []).append(name)
    order, waiting = [], children.get(None, [])[::-1]
    while waiting:
        name = waiting.pop()
        order.append(name)
        waiting.extend(children.get(name, [])[::-1])
    return order


def places(
    datasets: dict[str, dict], order: list[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Where each dataset stands along the releases, and where each year begins.

    Releases come in crowds, so a day of releases takes one step, and a gap before it up to two
    more. What has no date stands last, two steps behind.
    """
    days = sorted({datasets[name]["released_on"] for name in order} - {None})
    place, years, at = {}, {}, 0.0
    for before, day in zip([None, *days], days, strict=False):
        at += 1 + 2 * min(1, (day - before).days / 365) if before else 0
        place[day] = at
        years.setdefault(f"{day:%Y}", at)
    if len(days) < len({datasets[name]["released_on"] for name in order}):
        place[None] = at + 2 if days else 0.0
        years["no date"] = place[None]
    return {name: place[datasets[name]["released_on"]] for name in order}, years


def graph(datasets: dict[str, dict], edges: list[dict], order: list[str]) -> dict:
    """Lines below, dots above. `picked` is the dataset whose relations alone are shown, or ''."""
    at, years = places(datasets, order)
    names_of_years = json.dumps({str(place): year for year, place in years.items()})
    axis = alt.Axis(
        title=None,
        orient="top",
        values=list(years.values()),
        labelOverlap="greedy",
        labelExpr=f"{names_of_years}['' + datum.value]",
    )
    where = {
        "x": alt.X("at:Q", scale=alt.Scale(nice=False, zero=False, padding=10), axis=axis),
        "y": alt.Y("dataset:N", sort=None, scale=alt.Scale(domain=order), axis=names(grid=True)),
    }
    picked = alt.param(name="picked", value="")
    layers = [lines(edges, at, where), *dots(datasets, at, where)]
    chart = alt.layer(*layers).add_params(picked)
    chart = chart.resolve_scale(color="independent", shape="independent")
    return drawn(chart, ROW * len(order))


def lines(edges: list[dict], at: dict[str, float], where: dict) -> alt.Chart:
    points = [
        point
        for number, edge in enumerate(edges)
        if edge["child_dataset_id"] in at and edge["parent_dataset_id"] in at
        for point in curve(number, edge, at)
    ]
    other = "datum.kind == 'shares problems'"
    touched = "(datum.child == picked || datum.parent == picked)"
    seen = alt.OpacityValue(
        value=0.8,
        condition=[
            {"test": f"{other} && !(picked != '' && {touched})", "value": 0},
            {"test": f"picked != '' && !{touched}", "value": 0.1},
            {"test": "picked == '' && datum.kind == 'order unknown'", "value": 0.45},
        ],
    )
    colours = alt.Scale(domain=list(KINDS), range=list(KINDS.values()))
    dashes = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    widths = alt.Scale(domain=[0, 1], range=[1.2, 4.5])
    return (
        alt.Chart(values(points))
        .mark_line(interpolate="basis", strokeCap="round")
        .encode(
            **where,
            detail="edge:N",
            order="step:Q",
            color=alt.Color("kind:N", scale=colours),
            strokeDash=alt.StrokeDash("kind:N", scale=dashes),
            strokeWidth=alt.condition(
                "datum.kind == 'order unknown'",
                alt.value(1.3),
                alt.StrokeWidth("share:Q", scale=widths),
            ),
            opacity=seen,
        )
    )


def curve(number: int, edge: dict, at: dict[str, float]) -> list[dict]:
    """Down from the parent, then along to the child: points of a smooth line."""
    child, parent = edge["child_dataset_id"], edge["parent_dataset_id"]
    fixed = {
        "edge": number,
        "child": child,
        "parent": parent,
        "kind": kind(edge),
        "share": round(edge["share_of_child"], 4),
    }
    path = [(at[parent], parent), (at[parent], child), (at[child], child)]
    return [
        {**fixed, "step": step, "at": place, "dataset": dataset}
        for step, (place, dataset) in enumerate(path)
    ]


def dots(datasets: dict[str, dict], at: dict[str, float], where: dict) -> list[alt.Chart]:
    """The datasets, and a ring around the one that was picked."""
    nodes = [
        {
            "dataset": name,
            "at": place,
            "released": released(datasets[name]) or "unknown",
            "prompts": datasets[name]["prompt_count"],
            "role": "training set" if datasets[name]["role"] == "train" else "benchmark",
        }
        for name, place in at.items()
    ]
    base = alt.Chart(values(nodes)).encode(**where)
    roles = list(ROLES)
    marks = base.mark_point(filled=True, opacity=1, stroke="white", strokeWidth=1).encode(
        shape=alt.Shape("role:N", scale=alt.Scale(domain=roles, range=["circle", "diamond"])),
        size=alt.Size("prompts:Q", scale=alt.Scale(range=[55, 260])),
        color=alt.Color("role:N", scale=alt.Scale(domain=roles, range=list(ROLES.values()))),
        tooltip=[
            alt.Tooltip("dataset:N"),
            alt.Tooltip("role:N"),
            alt.Tooltip("released:N"),
            alt.Tooltip("prompts:Q", format=","),
        ],
    )
    is_picked = alt.condition("datum.dataset == picked", alt.value(1), alt.value(0))
    ring = base.mark_point(size=420, stroke=BLUE, strokeWidth=2.5).encode(opacity=is_picked)
    return [ring, marks]
