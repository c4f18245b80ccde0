"""The command `atlas diff`: what changed between two builds."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell

KINDS = {
    "version": "versions",
    "var": "settings",
    "seed": "seeds",
    "code": "code",
    "landed": "landed datasets",
    "rows": "rows of tables",
    "figure": "figures",
}
Build = dict[str, Any]  # number, published_at, and facts: (kind, name) -> value


def diff(
    before: Annotated[
        str | None, typer.Argument(help="Number of a build, or another warehouse file.")
    ] = None,
    after: Annotated[str | None, typer.Argument(help="The same (default: the last build).")] = None,
    format: FormatOption = "text",
    lines: Annotated[int, typer.Option(min=1, help="Most lines of a kind; 30 unless told.")] = 30,
    home: HomeOption = None,
) -> None:
    """Show what changed between two builds: versions, settings, seeds, data, row counts, figures.

    The last two builds, unless told; atlas query "from atlas.builds" lists them.

    Example: atlas diff

    Example: atlas diff ../yesterday/warehouse.duckdb
    """
    place = Home.find(home)
    first = read_build(place, before, 1 if before is None else 0)
    second = read_build(place, after, 0)
    facts = {
        "before": {"build": first["number"], "published_at": first["published_at"]},
        "after": {"build": second["number"], "published_at": second["published_at"]},
        "changes": list(changes_between(first, second)),
    }
    tell(facts, format, partial(show, most=lines))


def read_build(home: Home, which: str | None, steps_back: int) -> Build:
    """A build by its number, or the last one (or one before) of a warehouse."""
    import duckdb  # noqa: PLC0415

    from atlas.warehouse import SETTINGS, open_file, open_warehouse, select  # noqa: PLC0415

    is_number = which is None or which.isdecimal()
    file = Path(which or "")
    if not is_number and not file.is_file():
        raise UserError(f"{file} is neither the number of a build nor a warehouse file")
    with open_warehouse(home) if is_number else open_file(file, *SETTINGS) as connection:
        try:
            builds = select(connection, "from atlas.builds order by build_number desc")
            if which and is_number:
                builds = [build for build in builds if build["build_number"] == int(which)]
            if not builds:
                raise UserError(f"there is no build {which}; see atlas query 'from atlas.builds'")
            if len(builds) <= steps_back:
                raise UserError("there is no build before this one; name a warehouse file")
            build = builds[steps_back]
            facts = select(
                connection,
                "select kind, name, value from atlas.build_facts where build_number = $number",
                number=build["build_number"],
            )
        except duckdb.CatalogException:
            raise UserError("the warehouse has no record of its builds; run atlas build") from None
    return {
        "number": build["build_number"],
        "published_at": build["published_at"],
        "facts": {(fact["kind"], fact["name"]): fact["value"] for fact in facts},
    }


def changes_between(first: Build, second: Build) -> Iterator[dict[str, str | None]]:
    """What one of the builds has and the other has not, or has otherwise."""
    known, found = first["facts"], second["facts"]
    order = {kind: place for place, kind in enumerate(KINDS)}  # another atlas may know more kinds
    for kind, name in sorted(
        known | found, key=lambda fact: (order.get(fact[0], len(order)), *fact)
    ):
        before, after = known.get((kind, name)), found.get((kind, name))
        if before != after:
            yield {"kind": kind, "name": name, "before": before, "after": after}


def show(facts: dict[str, Any], most: int) -> None:
    from rich.table import Table  # noqa: PLC0415

    from atlas.console import make_console, shown  # noqa: PLC0415

    console = make_console()
    for label in ("before", "after"):
        build, published_at = facts[label].values()
        console.print(f"{label:<6}  build {build} of {published_at:%Y-%m-%d %H:%M:%S}")
    if not facts["changes"]:
        console.print("\nnothing changed")
    others = {one["kind"]: one["kind"] for one in facts["changes"] if one["kind"] not in KINDS}
    for kind, heading in (KINDS | others).items():
        of_kind = [change for change in facts["changes"] if change["kind"] == kind]
        if not of_kind:
            continue
        table = Table.grid(padding=(0, 2))
        for change in of_kind[:most]:
            before, after = (shown(change[side] or "none", 60) for side in ("before", "after"))
            table.add_row("", shown(change["name"], 80), before, "->", after)
        if len(of_kind) > most:
            table.add_row("", f"and {len(of_kind) - most:,} more; see --lines or --format json")
        console.print(f"\n{heading}")
        console.print(table)
