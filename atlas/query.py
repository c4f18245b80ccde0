"""The command `atlas query`: read-only SQL on the warehouse."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption

Format = Literal["table", "csv", "json", "parquet"]


def query(
    sql: Annotated[str, typer.Argument(help="One select, describe, summarize or show.")],
    format: Annotated[
        Format | None, typer.Option(help="Default: by the name of --out, else table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write instead of the screen.")] = None,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of a table; 50 unless told.")] = 50,
    home: HomeOption = None,
) -> None:
    """Ask the warehouse, also while a build runs. Names without a schema are those of marts.

    Example: atlas query "from leak_summary order by leaked_items desc"

    Example: atlas query "select * from rows where atomic_source is null" --out unknown.parquet
    """
    import duckdb  # noqa: PLC0415

    from atlas.query_output import write_result  # noqa: PLC0415
    from atlas.question import check_is_question  # noqa: PLC0415
    from atlas.warehouse import first_line, open_warehouse  # noqa: PLC0415

    check_is_question(sql)
    chosen = format or format_of(out)
    if chosen == "parquet" and out is None:
        raise UserError("Parquet needs a file; name it with --out FILE.parquet")
    if chosen == "table" and out is not None:
        raise UserError(f"a table is for the screen; write {out} as csv, json or parquet")
    with open_warehouse(Home.find(home)) as connection:
        try:
            write_result(connection, sql, chosen, out, rows)
        except duckdb.Error as error:
            raise UserError(f"{first_line(error)}; see atlas query 'show tables'") from None


def format_of(out: Path | None) -> Format:
    named = out.suffix.lstrip(".") if out else "table"
    if named not in ("table", "csv", "json", "parquet"):
        raise UserError(f"what is {out} to be? choose --format csv, json or parquet")
    return named
