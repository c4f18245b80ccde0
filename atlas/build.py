"""The commands `atlas build` and `atlas publish`."""

from typing import Annotated, Any

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def build(
    select: Annotated[
        str | None, typer.Option(help="What to build, as dbt selects: a stage, a model+, ...")
    ] = None,
    full_refresh: Annotated[
        bool,
        typer.Option("--full-refresh", help="Compute anew, keeping nothing of the last build."),
    ] = False,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Threads (default: the machine's cores).")
    ] = None,
    memory_limit: Annotated[
        str | None, typer.Option(help="DuckDB's memory, e.g. 8GB (default: 60 % of the memory).")
    ] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Build the warehouse from what is landed, test it, and publish it as a whole.

    Readers of the old warehouse never wait; it stays as it is if anything fails.

    Example: atlas build

    Example: atlas build --select leakage+ --threads 8 --memory-limit 16GB
    """
    place = Home.find(home)
    if not any(file.stem != "_empty" for file in place.landed.glob("*.parquet")):
        raise UserError(
            f"nothing is landed in {place.landed}; run atlas demo or atlas land FILE..."
        )

    from atlas.inputs import held_inputs  # noqa: PLC0415
    from atlas.machine import build_settings  # noqa: PLC0415
    from atlas.publish import build_lock  # noqa: PLC0415
    from atlas.run_build import run_build  # noqa: PLC0415  (dbt takes its time)
    from atlas.summary import show_build  # noqa: PLC0415

    with build_lock(place), held_inputs(place) as inputs:
        settings = build_settings(place.root, threads, memory_limit)
        settings["ATLAS_INPUTS"] = str(inputs)
        facts = run_build(place, settings, select, full_refresh)
    tell(facts, format, show_build)


def publish(format: FormatOption = "text", home: HomeOption = None) -> None:
    """Put the last build in the place of the warehouse, as `atlas build` does at its end.

    Only needed after a bare `dbt build`.

    Example: dbt build && atlas publish
    """
    from atlas.publish import build_lock, publish_side_file  # noqa: PLC0415

    place = Home.find(home)
    with build_lock(place):
        number = publish_side_file(place)
    if number is None:
        raise UserError("the build has no public tables yet; run atlas build", 1)
    tell({"build": number, "warehouse": str(place.warehouse)}, format, show_published)


def show_published(facts: dict[str, Any]) -> None:
    print(f"published build {facts['build']} as {facts['warehouse']}")
