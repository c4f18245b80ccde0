"""The command `atlas export`: the curated table as files that a trainer loads at once."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption

Format = Literal["verl", "trl", "openrlhf"]
LicenceClass = Literal["permissive", "copyleft", "non_commercial", "no_derivatives", "unknown"]


def export(
    format: Annotated[Format, typer.Option(help="The trainer that is to load the files.")] = "verl",
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
    """
    from atlas.export.licences import at_most  # noqa: PLC0415  (pyarrow takes its time)
    from atlas.export.write import show_export, write_export  # noqa: PLC0415
    from atlas.warehouse import open_warehouse, select  # noqa: PLC0415

    place = Home.find(home)
    with open_warehouse(place) as connection:
        rows = select(connection, "from dapo_plus_plus order by extra_info.index")
        rules = select(connection, "from curation_summary where lost_rows > 0 order by rule_order")
    if not rows:
        raise UserError(
            "the curated table is empty; land a pool of seeds/curation_pools.csv, or name a "
            "dataset in var curation_pool, and run atlas build",
            1,
        )
    kept = at_most(rows, licence)
    if not kept:
        raise UserError(f"no curated row has an ancestry that is {licence} or freer", 1)
    folder = (out or place.exports / f"dapo_plus_plus_{format}").absolute()
    write_export(folder, format, kept, rules)
    show_export(folder, format, kept, len(rows) - len(kept))
    return 0
