"""The command `atlas demo`."""

from typing import Annotated

import typer

from atlas.home import Home, HomeOption


def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take it away again.")] = False,
    home: HomeOption = None,
) -> int:
    """Land the bundled demo world: small datasets that show what ATLAS finds, one thing each.

    Example: atlas demo && atlas build
    """
    place = Home.find(home)
    if remove:
        from atlas.demo.world import DATASETS  # noqa: PLC0415

        for dataset_id in DATASETS:
            place.landed_file(dataset_id).unlink(missing_ok=True)
        print("the demo world is no longer landed; next: atlas build")
        return 0

    from atlas.demo.land import land_demo  # noqa: PLC0415

    failed = land_demo(place)
    print("next: atlas build")
    return failed
