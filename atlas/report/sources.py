"""The atomic sources that get a colour of their own, the same in every chart."""

import duckdb

from atlas.console import NO_SOURCE
from atlas.report.charts import OTHER, SOURCES, UNKNOWN
from atlas.warehouse import select

OTHERS = "other sources"
LARGEST = """
    select atomic_source
    from source_shares
    inner join datasets using (dataset_id)
    where role = 'train' and atomic_source is not null
    group by all
    order by sum(source_shares.row_count) desc, atomic_source
"""


def coloured_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Colours by name of the largest sources of the training rows, then of the two leftovers."""
    named = [one["atomic_source"] for one in select(connection, LARGEST)]
    colours = dict(zip(named, SOURCES, strict=False))
    if len(named) > len(SOURCES):
        colours[OTHERS] = OTHER
    return {**colours, NO_SOURCE: UNKNOWN}


def group_of(source: str | None, colours: dict[str, str]) -> str:
    if source is None:
        return NO_SOURCE
    return source if source in colours else OTHERS
