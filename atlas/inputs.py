"""What a build reads: the landed files, rollouts and indexes as they are when it starts.

Landing goes on while a build runs. A file replaced or removed in between would give a dataset the
description of one landing and the rows of another; so the build gets links of its own to them.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import UserError
from atlas.home import Home
from python_udfs.plugin import FOLDERS, lay_out

KEYS = {"landed": b"atlas", "rollouts": b"atlas", "indexes": b"atlas_index"}
MADE_BY = {
    "landed": "atlas land",
    "rollouts": "atlas land-rollouts",
    "indexes": "atlas index attach",
}


@contextmanager
def held_inputs(home: Home) -> Iterator[Path]:
    """A folder with links to the files that are there now. UserError for one that is not ours."""
    held = home.build / "inputs"
    shutil.rmtree(held, ignore_errors=True)  # of a build that was killed
    lay_out(held)
    try:
        for folder in FOLDERS:
            for file in sorted((home.root / folder).glob("[!_]*.parquet")):
                check_is_ours(file, folder)
                link(file.resolve(), held / folder / file.name)
        yield held
    finally:
        shutil.rmtree(held, ignore_errors=True)


def check_is_ours(file: Path, folder: str) -> None:
    """Raises one line for a file that has nothing to say of itself, or not what its name says."""
    try:
        said = pq.read_metadata(file)
        described = json.loads((said.metadata or {})[KEYS[folder]])
        missing = set(FOLDERS[folder].names) - set(said.schema.to_arrow_schema().names)
        is_ours = not missing and described.get("dataset_id", file.stem) == file.stem
    except (pa.ArrowException, OSError, ValueError, KeyError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise UserError(
            f"{file} is not what {MADE_BY[folder]} writes; remove it, or make it anew", 1
        )


def link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # on another disk, or on one without links
        place.symlink_to(file)
