"""The flow of rows from atomic source to training set to curated table."""

from collections import Counter

import duckdb

from atlas.report.charts import BLUE, OTHER
from atlas.report.sankey import sankey
from atlas.report.section import Chart, Column, Section, Table
from atlas.report.sources import coloured_sources, group_of
from atlas.warehouse import select

LARGEST_SETS = 14  # and every set of the curated pool; the others are one
REST = "other training sets"
KEPT, REMOVED = "curated table", "removed"
SOURCED = """
    select
        dataset_id,
        atomic_source,
        shares.row_count,
        dataset_id in (select dataset_id from curation_decisions) as is_pool
    from source_shares as shares
    inner join datasets using (dataset_id)
    where role = 'train'
    order by dataset_id, atomic_source
"""
DECIDED = """
    select dataset_id, is_kept, count(*) as row_count
    from curation_decisions
    where prompt_id is not null
    group by all
    order by dataset_id, is_kept
"""
COLUMNS = [
    Column("from", "from"),
    Column("to", "to"),
    Column("rows", "rows", "count"),
]


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    colours = coloured_sources(connection)
    links = gather(select(connection, SOURCED), select(connection, DECIDED), colours)
    charts = [Chart("flow", sankey(links, colours), ABOUT)] if links else []
    return Section(
        id="flow",
        title="From source to curated table",
        lead=[LEAD] if links else [],
        charts=charts,
        nothing=None if links else "No training set is landed.",
        tables=[Table("The flows", COLUMNS, links)],
    )


LEAD = (
    "Usable rows of the training sets: which atomic source they go back to, which set holds them, "
    "and for the pool of the curated table, how many stay."
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
        {
            "column": column,
            "from": source,
            "to": target,
            "rows": rows,
            "colour": colours[source] if column == 0 else BLUE if target == KEPT else OTHER,
        }
        for (column, source, target), rows in flows.most_common()
    ]
