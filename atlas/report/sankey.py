"""Drawing flows: blocks in columns, ribbons between them."""

from collections import Counter

import altair as alt

from atlas.report.charts import QUIET, SLATE, drawn, values

HEIGHT = 620  # pixels at most
ROOM = 45  # pixels for a block
COLUMNS = 3
GAPS = (0.014, 0.014, 0.04)  # between the blocks of each column, as a share of the height
WIDTH = 0.03  # of a block, in columns
NARROW = "width < 500"

Block = tuple[int, str]  # its column and its name: a source may be called like a dataset


def sankey(links: list[dict], colours: dict[str, str]) -> dict:
    """Links have column (of their source), from, to, rows and colour.

    `colours` are those of the blocks of the first column, in the order in which they stand.
    """
    blocks, ribbons = layout(links, list(colours))
    for block in blocks:
        block["colour"] = SLATE if block["column"] else colours[block["name"]]
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 2 + WIDTH], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
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
    return drawn(alt.layer(shapes, bars, *labels), min(HEIGHT, 60 + ROOM * len(blocks)))


def words(blocks: list[dict], column: int, align: str, place: str) -> alt.LayerChart:
    """Names of a column beside its blocks, on a pale seam so that they read on any ribbon.

    On a phone they stand without their figures, and cut where the last column's words begin.
    """
    brief = "[datum.name, format(datum.rows, ',')]" if column == 2 else "datum.name"
    text = f"{NARROW} ? {brief} : datum.label"
    base = alt.Chart(values([one for one in blocks if one["column"] == column])).encode(
        x=alt.X(f"{place}:Q"), y=alt.Y("middle:Q"), text=alt.value(alt.ExprRef(text))
    )
    set_off = {
        "align": align,
        "baseline": "middle",
        "dx": 6 if align == "left" else -6,
        "limit": alt.ExprRef(f"{NARROW} ? width / 2 - 85 : 400") if column == 1 else 400,
    }
    seam = base.mark_text(stroke="white", strokeWidth=3, opacity=0.85, **set_off)
    return alt.layer(seam, base.mark_text(**set_off))


def layout(links: list[dict], order: list[str]) -> tuple[list[dict], list[dict]]:
    """Blocks and ribbons with their places: x in columns, y from 0 at the top to 1.

    A block is as high as the larger of what flows in and out. Blocks of the first column stand in
    the given order, the others by where their rows come from.
    """
    into: dict[Block, Counter[Block]] = {}
    out_of: dict[Block, Counter[Block]] = {}
    for one in links:
        source, target = ends(one)
        out_of.setdefault(source, Counter())[target] += one["rows"]
        into.setdefault(target, Counter())[source] += one["rows"]
    nothing: Counter[Block] = Counter()
    size = {
        block: max(into.get(block, nothing).total(), out_of.get(block, nothing).total())
        for block in [*out_of, *into]
    }
    columns = [[block for block in size if block[0] == place] for place in range(COLUMNS)]
    columns = [column for column in columns if column]
    gaps = [min(gap, 0.3 / len(column)) for gap, column in zip(GAPS, columns, strict=False)]
    scale = min(
        (1 - gap * (len(column) - 1)) / sum(size[block] for block in column)
        for gap, column in zip(gaps, columns, strict=True)
    )
    top: dict[Block, float] = {}

    def pull(block: Block) -> float:
        """Mean place of what flows in, so that ribbons cross little."""
        if block not in into:
            return order.index(block[1]) if block[1] in order else 1
        return sum(top[source] * rows for source, rows in into[block].items()) / size[block]

    for gap, column in zip(gaps, columns, strict=True):
        total = sum(size[block] for block in column)
        height = total * scale + gap * (len(column) - 1)
        centre = sum(pull(block) * size[block] for block in column if block in into) / total
        y = min(max(0.0, centre - height / 2), 1 - height)
        for block in sorted(column, key=pull):
            top[block] = y
            y += size[block] * scale + gap
    blocks = [placed(block, size[block], at, size[block] * scale) for block, at in top.items()]
    return blocks, ribbons_between(links, top, scale)


def placed(block: Block, rows: int, top: float, height: float) -> dict:
    column, name = block
    return {
        "name": name,
        "label": f"{name}  {rows:,}",
        "rows": rows,
        "column": column,
        "x": column,
        "x2": column + WIDTH,
        "y": top,
        "y2": top + height,
        "middle": top + height / 2,
    }


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
