"""ATLAS: where RL training data comes from. `atlas.connect()` opens the warehouse in a notebook."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection


def connect(home: "Path | str | None" = None) -> "DuckDBPyConnection":
    """The published warehouse, for reading; names without a schema are those of `marts`.

    `home` is the folder of the data (default: ATLAS_HOME, else `data/` in the project). Errors are
    `atlas.errors.UserError`, one line.

    Example: atlas.connect().sql("from leak_summary order by leaked_items desc").df()
    """
    from atlas.home import Home  # noqa: PLC0415  (duckdb takes its time)
    from atlas.warehouse import open_read_only  # noqa: PLC0415

    return open_read_only(Home.find(home), "set schema = 'marts'")
