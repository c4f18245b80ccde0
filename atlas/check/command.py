"""The command `atlas check`: the expectation suites, on what is there."""

from pathlib import Path
from typing import Annotated

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Suites (seeds, landed, curated, exported) or folders of exported files; "
            "all suites unless told.",
            metavar="[SUITE|FOLDER]...",
        ),
    ] = None,
    format: FormatOption = "text",
    out: Annotated[
        Path | None,
        typer.Option(
            help="File of the report; the same as JSON lies beside it. "
            "(default: quality.html in the data folder)"
        ),
    ] = None,
    home: HomeOption = None,
) -> int:
    """Check seeds, landed files, the curated table and exported files, and write a quality report.

    Exit code 1 where a check fails. What is not there yet is said and is no failure.

    Example: atlas check

    Example: atlas check exported my_export --format json
    """
    if out and not out.parent.is_dir():
        raise UserError(f"there is no folder {out.parent}; make it or name another --out")
    if out and out.suffix == ".json":
        raise UserError(f"{out} would be overwritten by the same as JSON; name an .html file")

    from atlas.check.checked import check_all  # noqa: PLC0415  (Great Expectations takes its time)
    from atlas.check.report import write_report  # noqa: PLC0415
    from atlas.check.show import show  # noqa: PLC0415
    from atlas.console import make_console  # noqa: PLC0415

    place = Home.find(home)
    console = make_console(stderr=True)
    with console.status("starting") as status:
        checked = check_all(place, names or [], status.update)
    report = out or place.make_folder(place.root) / "quality.html"
    write_report(report, checked)
    tell({**checked.facts, "report": str(report)}, format, show)
    return 1 if checked.failed else 0
