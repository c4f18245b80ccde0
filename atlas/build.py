"""The commands `atlas build` and `atlas publish`."""

from difflib import get_close_matches
from typing import Annotated, Any

import typer

from atlas.completion import curation_pools, landed_datasets, landed_ids
from atlas.console import shown
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
    curate: Annotated[
        str | None,
        typer.Option(
            help="What to curate: one of your datasets, or a pool of seeds/curation_pools.csv.",
            autocompletion=landed_datasets,
        ),
    ] = None,
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

    Example: atlas build --curate my_set

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

    given = {"curation_pool": known_pool(place, curate)} if curate else {}
    with build_lock(place), held_inputs(place) as inputs:
        settings = build_settings(place.root, threads, memory_limit)
        settings["ATLAS_INPUTS"] = str(inputs)
        facts = run_build(place, settings, select, full_refresh, given)
    tell(facts, format, show_build)


def known_pool(home: Home, name: str) -> str:
    """The name of a landed dataset, or of a pool of datasets."""
    landed, pools = landed_ids(home), curation_pools()
    if name not in (*landed, *pools):
        near = get_close_matches(name, [*landed, *pools], n=1)
        hint = f"did you mean {near[0]}?" if near else "land it first"
        raise UserError(f"{shown(name, 60)} is neither landed nor a pool to curate; {hint}")
    return name


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
