"""The command `atlas fetch`."""

from typing import Annotated

import typer

from atlas.home import HomeOption


def fetch(
    datasets: Annotated[list[str], typer.Argument(help="Registered ids.")], home: HomeOption = None
) -> int:
    """x"""
    return 0
