"""`atlas demo`: makes the demo world in a temporary folder and lands it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from atlas.demo.rollouts import FILES, write_rollouts
from atlas.demo.world import DATASETS, SEED
from atlas.demo.write import write_world
from atlas.home import Home
from atlas.landing.grade import Graders
from atlas.landing.land_catalog import land_catalog
from atlas.landing.land_rollouts import land_file, name_of
from atlas.landing.rollout_rows import Given


def land_demo(home: Home, seed: int = SEED) -> dict[str, Any]:
    """What was landed: datasets as a catalog's, and rollouts."""
    with TemporaryDirectory(prefix="atlas-demo-") as temporary:
        folder = Path(temporary)
        world = write_world(folder, seed)
        facts = land_catalog(folder / "catalog.csv", folder, home)
        with Graders() as graders:
            facts["rollouts"] = [
                land_file(file, rollouts_id(file), Given(**told), home, graders)
                for file, told in write_rollouts(world, folder / "rollouts").items()
            ]
        facts["rollout_count"] = sum(one["row_count"] for one in facts["rollouts"])
    return facts


def unland_demo(home: Home) -> dict[str, Any]:
    """What of it was landed."""
    landed = [name for name in DATASETS if home.landed_file(name).exists()]
    for name in landed:
        home.landed_file(name).unlink()
    for file in FILES:
        (home.rollouts / f"{rollouts_id(Path(file))}.parquet").unlink(missing_ok=True)
    return {"unlanded": landed}


def rollouts_id(file: Path) -> str:
    return f"demo_{name_of(file)}"
