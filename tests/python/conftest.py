"""Fixtures that several test modules share."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from atlas import cli
from atlas.home import PROJECT, Home

REAL_DATA = PROJECT.parent / "shared" / "data"


@pytest.fixture
def real_data() -> Path:
    """The published datasets, where they lie beside the project."""
    if not (REAL_DATA / "catalog.csv").exists():
        pytest.skip("needs the published datasets in ../shared/data")
    return REAL_DATA


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty ATLAS_HOME."""
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "home"))
    return Home.find()


@pytest.fixture
def atlas() -> Callable[..., tuple[int, str | None]]:
    """Runs a command as the shell does; gives the exit code and the line on stderr."""
    return lambda *arguments: cli.run([str(argument) for argument in arguments])


@pytest.fixture
def landed_rows(home: Home) -> Callable[[str], list[dict]]:
    return lambda dataset_id: pq.read_table(home.landed_file(dataset_id)).to_pylist()


@pytest.fixture
def landed_facts(home: Home) -> Callable[[str], dict]:
    """The metadata of a landed dataset."""
    return lambda dataset_id: json.loads(
        pq.read_metadata(home.landed_file(dataset_id)).metadata[b"atlas"]
    )
