"""The questions in `analyses/`, asked by name: their `ref`s become the tables of the warehouse."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.errors import UserError
from atlas.home import PROJECT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = PROJECT / "analyses"
CALL = re.compile(r"\{\{\s*(ref|var)\('(\w+)'\)\s*\}\}")


def names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.sql"))


def questions() -> dict[str, str]:
    """What each asks: the first line of its comment."""
    return {name: text_of(name).splitlines()[0].removeprefix("-- ") for name in names()}


def text_of(name: str) -> str:
    if name not in names():
        raise UserError(f"there is no analysis {name}; atlas query lists them")
    return Path(FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def sql_of(name: str, connection: "DuckDBPyConnection") -> str:
    """The analysis as plain SQL on this warehouse."""
    from atlas.settings import setting  # noqa: PLC0415  (yaml takes its time)

    schemas = dict(
        connection.execute("select table_name, schema_name from duckdb_tables()").fetchall()
    )

    def value(call: re.Match) -> str:
        kind, said = call.groups()
        if kind == "var":
            return str(setting(said))
        if said not in schemas:
            raise UserError(f"the warehouse has no table {said}; run atlas build", 1)
        return f"{schemas[said]}.{said}"

    return CALL.sub(value, text_of(name))
