"""Attached indexes: checked copies in ATLAS_HOME/indexes, which the next build consults."""

import json
import re
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.console import shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.index.schema import INDEX_SCHEMA, METADATA_KEY, VERSION
from atlas.landing.dataset import ROLES
from atlas.query_output import whole_file

MAY_BE_UNKNOWN = ("domain", "hub_id", "licence", "released_precision", "benchmark_family")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


def description_of(file: Path) -> dict[str, Any]:
    """What an index file says of itself; raises one line for a file that is none."""
    try:
        schema = pq.read_schema(file)
        described = json.loads((schema.metadata or {})[METADATA_KEY])
        version = described["version"]
    except FileNotFoundError:
        raise UserError(f"there is no file {file}; check the name") from None
    except (pa.ArrowException, OSError, LookupError, TypeError, ValueError, RecursionError):
        raise UserError(f"{file} is no index; make one with atlas index export") from None
    if version != VERSION or not schema.equals(INDEX_SCHEMA):
        raise UserError(f"{file} was made by another version of atlas; export it anew")
    if not is_sound(described):
        raise UserError(f"{file} says what no index says of itself; export it anew")
    return described


def is_sound(described: dict[str, Any]) -> bool:
    """Indexes come from others: what a build reads of one has the form it counts on."""
    try:
        datetime.fromisoformat(described["made_at"])
        return all(map(is_dataset, described["datasets"])) and all(
            isinstance(parent["child_dataset_id"], str)
            and isinstance(parent["parent_dataset_id"], str)
            and 0 <= parent["share_of_child"] <= 1
            for parent in described["parents"]
        )
    except (KeyError, TypeError, ValueError):
        return False


def is_dataset(one: dict[str, Any]) -> bool:
    if one["released_on"] is not None:
        date.fromisoformat(one["released_on"])
    return (
        isinstance(one["dataset_id"], str)
        and one["role"] in ROLES
        and isinstance(one["prompt_count"], int)
        and all(isinstance(one[text], str | None) for text in MAY_BE_UNKNOWN)
    )


def described(home: Home, name: str) -> dict[str, Any]:
    """An attached index: its name here, and what its file says of itself."""
    return {"name": name, **description_of(home.indexes / f"{name}.parquet")}


def attach_index(home: Home, file: Path, name: str | None) -> dict[str, Any]:
    description_of(file)
    name = name or re.sub(r"[^a-z0-9_-]+", "_", file.stem.lower()).strip("_-")
    if not NAME.fullmatch(name):
        raise UserError(f"{shown(name, 60)!r} cannot be the name of an index; give another --name")
    home.make_folder(home.indexes)
    with whole_file(home.indexes / f"{name}.parquet") as part:
        shutil.copyfile(file, part)
    return described(home, name)


def detach_index(home: Home, name: str) -> None:
    if name not in attached(home):
        raise UserError(f"no index {shown(name, 60)} is attached; see atlas index list")
    (home.indexes / f"{name}.parquet").unlink()


def attached(home: Home) -> list[str]:
    files = sorted(home.indexes.glob("*.parquet")) if home.indexes.exists() else []
    return [file.stem for file in files if not file.stem.startswith(("_", "."))]
