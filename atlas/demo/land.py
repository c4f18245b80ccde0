"""`atlas demo`: makes the demo world in a temporary folder and lands it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.demo.rollouts import write_rollouts
from atlas.demo.world import SEED
from atlas.demo.write import write_world
from atlas.home import Home
from atlas.landing.grade import Graders
from atlas.landing.land_catalog import land_catalog
from atlas.landing.land_rollouts import land_file, name_of
from atlas.landing.rollout_rows import Given


def land_demo(home: Home, seed: int = SEED) -> int:
    """0 when every dataset landed, else 1."""
    with TemporaryDirectory(prefix="atlas-demo-") as temporary:
        folder = Path(temporary)
        world = write_world(folder, seed)
        failed = land_catalog(folder / "catalog.csv", folder, home)
        with Graders() as graders:
            for file, told in write_rollouts(world, folder / "rollouts").items():
                land_file(file, f"demo_{name_of(file)}", Given(**told), home, graders)
    return failed
