"""The command `atlas demo`."""

from typing import Annotated, Any

import typer

from atlas.console import counted
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take it away again.")] = False,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> int:
    """Land the bundled demo world: small datasets that show what ATLAS finds, one thing each.

    Example: atlas demo && atlas build
    """
    from atlas.demo.land import land_demo, unland_demo  # noqa: PLC0415  (pyarrow takes its time)

    place = Home.find(home)
    if remove:
        tell(unland_demo(place), format, show_removed)
        return 0
    facts = land_demo(place)
    tell(facts, format, show)
    return 1 if facts["failed"] else 0


def show(facts: dict[str, Any]) -> None:
    from atlas.landing.show import show_catalog  # noqa: PLC0415

    show_catalog(facts)
    print(f"and {facts['rollout_count']:,} rollouts from {len(facts['rollouts'])} files")
    print("next: atlas build")


def show_removed(facts: dict[str, Any]) -> None:
    removed = len(facts["unlanded"])
    print(f"took away {counted(removed, 'dataset')} of the demo world")
    if removed:
        print("next: atlas build")
