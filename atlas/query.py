"""The command `atlas query`: read-only SQL on the warehouse."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from atlas.analyses import names, questions, sql_of
from atlas.console import make_console
from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import tell

Format = Literal["table", "csv", "json", "parquet"]


def query(
    sql: Annotated[
        str | None, typer.Argument(help="One select, describe, summarize or show; - reads stdin.")
    ] = None,
    analysis: Annotated[
        str | None,
        typer.Option(help="A question of analyses/ by name.", autocompletion=names),
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help="Default: by the name of --out, else table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write instead of the screen.")] = None,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of a table; 50 unless told.")] = 50,
    home: HomeOption = None,
) -> None:
    """Ask the warehouse, also while a build runs. Names without a schema are those of marts.

    Without anything to ask, the questions of analyses/ are listed.

    Example: atlas query "from leak_summary order by leaked_items desc"

    Example: atlas query "select * from rows where atomic_source is null" --out unknown.parquet

    Example: atlas query --analysis leaks_that_text_search_misses
    """
    import duckdb  # noqa: PLC0415

    from atlas.query_output import write_result  # noqa: PLC0415
    from atlas.question import check_is_question  # noqa: PLC0415
    from atlas.warehouse import first_line, open_warehouse  # noqa: PLC0415

    if sql is None and analysis is None:
        return tell(analyses(), format or "table", show_analyses)
    if sql is not None and analysis is not None:
        raise UserError("ask with SQL or with --analysis, not with both")
    sql = sys.stdin.read() if sql == "-" else sql
    if sql is not None:
        check_is_question(sql)
    chosen = format or format_of(out)
    if chosen == "parquet" and out is None:
        raise UserError("Parquet needs a file; name it with --out FILE.parquet")
    if chosen == "table" and out is not None:
        raise UserError(f"a table is for the screen; write {out} as csv, json or parquet")
    with open_warehouse(Home.find(home)) as connection:
        asked = sql_of(analysis, connection) if sql is None else sql
        try:
            write_result(connection, asked, chosen, out, rows)
        except duckdb.Error as error:
            raise UserError(f"{first_line(error)}; see atlas query 'show tables'") from None


def analyses() -> list[dict[str, str]]:
    return [{"name": name, "asks": asks} for name, asks in questions().items()]


def show_analyses(found: list[dict[str, str]]) -> None:
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid(padding=(0, 2))
    for one in found:
        table.add_row(one["name"], one["asks"])
    console = make_console()
    console.print(table)
    console.print("ask one with --analysis NAME, or anything: atlas query 'show tables'")


def format_of(out: Path | None) -> Format:
    named = out.suffix.lstrip(".") if out else "table"
    if named not in ("table", "csv", "json", "parquet"):
        raise UserError(f"what is {out} to be? choose --format csv, json or parquet")
    return named
