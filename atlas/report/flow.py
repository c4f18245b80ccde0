"""The flow of rows from atomic source to training set to curated table."""

from collections import Counter

import altair as alt
import duckdb

from atlas.report.charts import BLUE, OTHER, QUIET, SLATE, drawn, values
from atlas.report.section import Chart, Column, Section, Table
from atlas.report.sources import coloured_sources, group_of
from atlas.warehouse import select

LARGEST_SETS = 14  # and every set of the curated pool; the others are one
REST = "other training sets"
KEPT, REMOVED = "curated table", "removed by a rule"
HEIGHT = 620  # pixels
GAP = 0.014  # between two blocks, as a share of the height
WIDTH = 0.03  # of a block, in columns
SOURCED = """
    select
        dataset_id,
        atomic_source,
        shares.row_count,
        dataset_id in (select dataset_id from curation_decisions) as is_pool
    from source_shares as shares
    inner join datasets using (dataset_id)
    where role = 'train'
"""
DECIDED = """
    select dataset_id, is_kept, count(*) as row_count
    from curation_decisions
    where prompt_id is not null
    group by all
"""
COLUMNS = [
    Column("from", "from"),
    Column("to", "to"),
    Column("rows", "rows", "count"),
]

Block = tuple[int, str]  # its column and its name: a source may be called like a dataset


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    colours = coloured_sources(connection)
    links = gather(select(connection, SOURCED), select(connection, DECIDED), colours)
    charts = [Chart("flow", sankey(links, colours), ABOUT)] if links else []
    return Section(
        id="flow",
        title="From source to curated table",
        lead=[
            "Usable rows of the training sets: which atomic source they go back to, which set "
            "holds them, and for the pool of the curated table, how many stay."
        ],
        charts=charts,
        nothing=None if links else "No training set is landed.",
        tables=[Table("The flows", COLUMNS, links)] if links else [],
    )


ABOUT = "Ribbons from atomic sources to training sets to the curated table, as wide as their rows."


def gather(sourced: list[dict], decided: list[dict], colours: dict[str, str]) -> list[dict]:
    """Links from column to column, small sets taken together."""
    sizes: Counter[str] = Counter()
    for one in sourced:
        sizes[one["dataset_id"]] += one["row_count"]
    named = {name for name, _ in sizes.most_common(LARGEST_SETS)}
    named |= {one["dataset_id"] for one in sourced if one["is_pool"]}
    flows: Counter[tuple[int, str, str]] = Counter()
    for one in sourced:
        to = one["dataset_id"] if one["dataset_id"] in named else REST
        flows[0, group_of(one["atomic_source"], colours), to] += one["row_count"]
    for one in decided:
        flows[1, one["dataset_id"], KEPT if one["is_kept"] else REMOVED] += one["row_count"]
    return [
        {"column": column, "from": source, "to": target, "rows": rows}
        for (column, source, target), rows in flows.most_common()
    ]


def sankey(links: list[dict], colours: dict[str, str]) -> dict:
    blocks, ribbons = layout(links, list(colours))
    for ribbon in ribbons:
        kept = BLUE if ribbon["to"] == KEPT else OTHER
        ribbon["colour"] = kept if ribbon["column"] else colours[ribbon["from"]]
    for block in blocks:
        block["colour"] = SLATE if block["column"] else colours[block["name"]]
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 2 + WIDTH], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False, reverse=False))
    colour = alt.Color("colour:N", scale=None)
    shapes = (
        alt.Chart(values([point for ribbon in ribbons for point in outline(ribbon)]))
        .mark_area(interpolate="basis", opacity=0.45)
        .encode(
            x=across,
            y=down,
            y2="y2:Q",
            detail="link:N",
            color=colour,
            tooltip=[
                alt.Tooltip("from:N"),
                alt.Tooltip("to:N"),
                alt.Tooltip("rows:Q", format=","),
            ],
        )
    )
    bars = (
        alt.Chart(values(blocks))
        .mark_rect(stroke=QUIET, strokeWidth=0.5)
        .encode(
            x=across,
            x2="x2:Q",
            y=down,
            y2="y2:Q",
            color=colour,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("rows:Q", format=",")],
        )
    )
    labels = [
        words(blocks, column, align, place)
        for column, align, place in ((0, "left", "x2"), (1, "left", "x2"), (2, "right", "x"))
    ]
    return drawn(alt.layer(shapes, bars, *labels), HEIGHT)


def words(blocks: list[dict], column: int, align: str, place: str) -> alt.LayerChart:
    """Names of a column beside its blocks, on a pale seam so that they read on any ribbon."""
    base = alt.Chart(values([one for one in blocks if one["column"] == column])).encode(
        x=alt.X(f"{place}:Q"), y=alt.Y("middle:Q"), text="label:N"
    )
    set_off = {"align": align, "baseline": "middle", "dx": 6 if align == "left" else -6}
    seam = base.mark_text(stroke="white", strokeWidth=3, opacity=0.85, **set_off)
    return alt.layer(seam, base.mark_text(**set_off))


def layout(links: list[dict], order: list[str]) -> tuple[list[dict], list[dict]]:
    """Blocks and ribbons with their places: x in columns, y from 0 at the top to 1.

    A block is as high as the larger of what flows in and out. Blocks of the first column stand in
    the given order, the others where most of their rows come from.
    """
    into: dict[Block, Counter[Block]] = {}
    out_of: dict[Block, Counter[Block]] = {}
    for one in links:
        source, target = ends(one)
        out_of.setdefault(source, Counter())[target] += one["rows"]
        into.setdefault(target, Counter())[source] += one["rows"]
    size = {
        block: max(into.get(block, Counter()).total(), out_of.get(block, Counter()).total())
        for block in [*out_of, *into]
    }
    columns = [[block for block in size if block[0] == place] for place in range(3)]
    scale = min(
        (1 - GAP * (len(column) - 1)) / sum(size[block] for block in column)
        for column in columns
        if column
    )
    top: dict[Block, float] = {}

    def pull(block: Block) -> float:
        """Mean place of what flows in, so that ribbons cross little."""
        if block not in into:
            return order.index(block[1]) if block[1] in order else len(order)
        return sum(top[source] * rows for source, rows in into[block].items()) / size[block]

    blocks = []
    for column in columns:
        taken = sum(size[block] for block in column) * scale + GAP * (len(column) - 1)
        middle = sum(pull(block) * size[block] for block in column if block in into)
        middle /= sum(size[block] for block in column) or 1
        y = min(max(0.0, middle - taken / 2), max(0.0, 1 - taken))
        for block in sorted(column, key=pull):
            top[block] = y
            height = size[block] * scale
            blocks.append(
                {
                    "name": block[1],
                    "label": f"{block[1]}  {size[block]:,}",
                    "rows": size[block],
                    "column": block[0],
                    "x": block[0],
                    "x2": block[0] + WIDTH,
                    "y": y,
                    "y2": y + height,
                    "middle": y + height / 2,
                }
            )
            y += height + GAP
    return blocks, ribbons_between(links, top, scale)


def ends(link: dict) -> tuple[Block, Block]:
    return (link["column"], link["from"]), (link["column"] + 1, link["to"])


def ribbons_between(links: list[dict], top: dict[Block, float], scale: float) -> list[dict]:
    """Each link from its place on one block to its place on the next, by the order of blocks."""
    left: Counter[Block] = Counter()
    entered: Counter[Block] = Counter()
    ribbons = []
    for one in sorted(links, key=lambda one: [top[block] for block in ends(one)]):
        source, target = ends(one)
        start = top[source] + left[source] * scale
        end = top[target] + entered[target] * scale
        left[source] += one["rows"]
        entered[target] += one["rows"]
        ribbons.append({**one, "start": start, "end": end, "height": one["rows"] * scale})
    return ribbons


def outline(ribbon: dict) -> list[dict]:
    """Points of the smooth band of a ribbon."""
    left, right = ribbon["column"] + WIDTH, ribbon["column"] + 1
    before, behind = (left + right) / 2 - 0.001, (left + right) / 2 + 0.001  # points go by x
    path = [(left, "start"), (before, "start"), (behind, "end"), (right, "end")]
    fixed = {key: ribbon[key] for key in ("from", "to", "rows", "colour")}
    fixed["link"] = f"{ribbon['column']} {ribbon['from']} {ribbon['to']}"
    return [
        {**fixed, "x": x, "y": ribbon[at], "y2": ribbon[at] + ribbon["height"]} for x, at in path
    ]
