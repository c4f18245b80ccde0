"""Fixtures that several test modules share."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from atlas import cli
from atlas.home import PROJECT, Home

REAL_DATA = PROJECT.parent / "shared" / "data"


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demo world, landed, built, tested and published; shared by all, so never write to it.

    ATLAS_DEMO_HOME names one that `atlas demo` and `atlas build` have made, to save the time.
    """
    if made := os.environ.get("ATLAS_DEMO_HOME"):
        return Home(Path(made))
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each has a folder of its own in the one of the run
        folder = folder.parent
    home = Home(folder / "demo")
    with (folder / "demo.lock").open("w") as lock:  # one builds, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in ("demo", "build"):
            said = home.root / f"{command}.out"
            if not said.exists():
                run_atlas(command, home, said)
    return home


def run_atlas(command: str, home: Home, said: Path) -> None:
    """In a process of its own: dbt keeps the database and its settings for as long as it lives."""
    ended = subprocess.run(
        [sys.executable, "-m", "atlas.cli", command, "--home", str(home.root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said.write_text(ended.stdout)


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
