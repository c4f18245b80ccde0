"""The command `atlas demo`."""

from atlas.home import Home, HomeOption


def demo(home: HomeOption = None) -> int:
    """Land the bundled demo world: small datasets that show what ATLAS finds, one thing each.

    Example: atlas demo && atlas build
    """
    from atlas.demo.land import land_demo  # noqa: PLC0415

    failed = land_demo(Home.find(home))
    print("next: atlas build")
    return failed
