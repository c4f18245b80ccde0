"""The command `atlas report`: one HTML file to read, to print, to send."""

from pathlib import Path
from typing import Annotated, Any

import typer

from atlas.console import make_console
from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def report(
    out: Annotated[
        Path | None, typer.Option(help="File to write (default: report.html in the data folder).")
    ] = None,
    pairs: Annotated[
        int, typer.Option(min=0, help="Most pairs of texts shown of a training set and benchmark.")
    ] = 20,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Write all that was found as one HTML file that works offline, on a phone and in print.

    Example: atlas report --out report.html

    It holds texts of prompts where leaks and contradictions are shown; --pairs 0 leaves them out.
    """
    from atlas.query_output import whole_file  # noqa: PLC0415
    from atlas.report.page import make_page  # noqa: PLC0415  (the chart library takes its time)
    from atlas.warehouse import open_warehouse  # noqa: PLC0415

    place = Home.find(home)
    file = (out or place.root / "report.html").absolute()
    if file.is_dir():
        raise UserError(f"{file} is a folder; name a file with --out")
    drawing = make_console(stderr=True).status("drawing the report")
    with open_warehouse(place) as connection, drawing:
        page = make_page(connection, place, pairs)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot create {file.parent} ({error.strerror}); check --out") from None
    with whole_file(file) as part:
        part.write_text(page, encoding="utf-8", errors="replace")
    tell({"file": str(file), "bytes": file.stat().st_size}, format, show)


def show(facts: dict[str, Any]) -> None:
    make_console().print(f"report: {facts['file']} ({facts['bytes'] / 1e6:.1f} MB)")
