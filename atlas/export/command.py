"""The command `atlas export`: the curated table as files that a trainer loads at once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from atlas.errors import UserError
from atlas.export.licences import LicenceClass, at_most
from atlas.home import Home, HomeOption
from atlas.output import tell

TRAINERS = ("verl", "trl", "openrlhf")
FORMS = ("text", "json")
Format = StrEnum("Format", [*TRAINERS, *FORMS])


def export(
    format: Annotated[
        list[Format] | None,
        typer.Option(
            help="The trainer that is to load the files; verl unless told. Besides, said a second "
            "time: text for people, or json for programs, on what was written.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write (default: exports/ of the data folder).")
    ] = None,
    licence: Annotated[
        LicenceClass, typer.Option(help="Strictest licence class of the rows' ancestry to keep.")
    ] = "unknown",
    home: HomeOption = None,
) -> int:
    """Write the curated table as Parquet, with a dataset card, Croissant metadata and licences.

    Example: atlas export --format trl --licence permissive --out curated

    Example: atlas export --format openrlhf --format json
    """
    from atlas.export.write import (  # noqa: PLC0415  (pyarrow takes its time)
        export_facts,
        show_export,
        write_export,
    )
    from atlas.warehouse import open_warehouse, select  # noqa: PLC0415

    trainer = the_one(TRAINERS, format or [])
    told = the_one(FORMS, format or [])
    place = Home.find(home)
    with open_warehouse(place) as connection:
        rows = select(connection, "from dapo_plus_plus order by extra_info.index")
        rules = select(connection, "from curation_summary where lost_rows > 0 order by rule_order")
    if not rows:
        raise UserError(
            "the curated table is empty; curate a dataset of yours with atlas build --curate ID, "
            "or land a pool of seeds/curation_pools.csv and run atlas build",
            1,
        )
    kept = at_most(rows, licence)
    if not kept:
        raise UserError(f"no curated row has an ancestry that is {licence} or freer", 1)
    folder = (out or place.exports / f"dapo_plus_plus_{trainer}").absolute()
    write_export(folder, trainer, kept, rules)
    tell(export_facts(folder, trainer, kept, len(rows) - len(kept)), told, show_export)
    return 0


def the_one(known: tuple[str, ...], said: list[str]) -> str:
    """Which of the known words was said; the first of them when none was."""
    chosen = [one for one in known if one in said]
    if len(chosen) > 1:
        raise UserError(f"--format {' and '.join(chosen)} exclude each other; say one of them")
    return (*chosen, *known)[0]
