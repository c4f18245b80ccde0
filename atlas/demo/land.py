"""`atlas demo`: makes the demo world in a temporary folder and lands it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.demo.world import SEED
from atlas.demo.write import write_world
from atlas.home import Home
from atlas.landing.land_catalog import land_catalog


def land_demo(home: Home, seed: int = SEED) -> int:
    """0 when every dataset landed, else 1."""
    with TemporaryDirectory(prefix="atlas-demo-") as temporary:
        folder = Path(temporary)
        write_world(folder, seed)
        return land_catalog(folder / "catalog.csv", folder, home)
