"""Attached indexes: checked copies in ATLAS_HOME/indexes, which the next build consults."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.console import shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.index.schema import INDEX_SCHEMA, METADATA_KEY, VERSION
from atlas.query_output import whole_file

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


def description_of(file: Path) -> dict[str, Any]:
    """What an index file says of itself; raises one line for a file that is none."""
    try:
        schema = pq.read_schema(file)
        described = json.loads((schema.metadata or {})[METADATA_KEY])
    except FileNotFoundError:
        raise UserError(f"there is no file {file}; check the name") from None
    except (pa.ArrowException, OSError, KeyError, ValueError):
        raise UserError(f"{file} is no index; make one with atlas index export") from None
    if described.get("version") != VERSION or not schema.equals(INDEX_SCHEMA):
        raise UserError(f"{file} was made by another version of atlas; export it anew")
    return described


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
