"""A build that goes on from the last one makes what a build from nothing makes, row by row.

Datasets are landed, replaced and removed at random; then rules change. After each step the one
that was carried along is held against one built anew from the same landed files.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import duckdb
import pytest

from atlas import cli
from atlas.demo.dataset import DATASETS
from atlas.demo.world import make_world
from atlas.home import PROJECT, Home
from python_udfs import plugin

pytestmark = pytest.mark.slow

STEPS = 3
ROWS = 40  # at most, of a dataset in a small world
SPEAKS_OF_THE_BUILD_BEFORE = {"curation_diff"}
CHANGED_RULES = {
    "match_weight_threshold": 3,
    "shortest_kernel": 60,
    "band_rows": {"tight": 4, "loose": 3},
    "crowded_bucket": 4,
}


class Carried:
    """A home in which one build goes on from the other, and its copy that starts anew."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.rng = folder, Random(seed)
        self.home, self.anew = Home(folder / "carried"), Home(folder / "anew")
        self.world = make_world()
        self.landed: set[str] = set()

    def land(self, name: str) -> None:
        """Some of the rows a demo dataset has, others at each landing."""
        spec = DATASETS[name]
        usable = [row for row in self.world[name] if row.text]
        rows = self.rng.sample(usable, min(len(usable), self.rng.randint(5, ROWS)))
        file = self.folder / f"{name}.jsonl"
        records = [{"prompt": spec.wrapped(row), "answer": str(row.answer)} for row in rows]
        file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        options = ["--dataset", name, "--role", spec.role, "--home", str(self.home.root)]
        options += ["--released", spec.released_on or "unknown"]
        assert cli.run(["land", str(file), *options])[0] == 0
        self.landed.add(name)

    def remove(self, name: str) -> None:
        self.home.landed_file(name).unlink()
        self.landed.remove(name)

    def step(self) -> None:
        """Two datasets more, one replaced, one removed."""
        for name in self.rng.sample(sorted(DATASETS.keys() - self.landed), 2):
            self.land(name)
        replaced, removed = self.rng.sample(sorted(self.landed), 2)
        self.land(replaced)
        self.remove(removed)

    def differences(self, rules: dict | None = None) -> dict[str, tuple[int, int]]:
        """Builds both; table -> rows only in the carried one, rows only in the new one."""
        self.build(self.home, rules)
        shutil.rmtree(self.anew.root, ignore_errors=True)
        shutil.copytree(self.home.landed, self.anew.landed)
        self.build(self.anew, rules)
        return compare(self.home, self.anew)

    def build(self, home: Home, rules: dict | None) -> None:
        dbt(home, self.folder, "seed")
        dbt(home, self.folder, "run", "--vars", json.dumps(rules or {}))


def dbt(home: Home, folder: Path, *arguments: str) -> set[str]:
    """Runs a dbt command; the models that it made."""
    options = ["--log-path", folder / "logs", "--target-path", folder / "target"]
    subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "--quiet", *arguments, *options],
        cwd=PROJECT,
        env=os.environ | {"ATLAS_HOME": str(home.root)},
        check=True,
    )
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    return {
        one["unique_id"].split(".")[-1]
        for one in results
        if one["unique_id"].startswith("model.") and one["message"] != "UNCHANGED"
    }


def compare(carried: Home, anew: Home) -> dict[str, tuple[int, int]]:
    connection = duckdb.connect()
    for name, home in (("carried", carried), ("anew", anew)):
        connection.execute(f"attach '{home.build / 'warehouse.duckdb'}' as {name} (read_only)")
    tables = connection.execute(
        "select distinct schema_name || '.' || table_name from duckdb_tables() where not internal"
    ).fetchall()
    found = {}
    for (table,) in tables:
        if table.split(".")[1] in SPEAKS_OF_THE_BUILD_BEFORE:
            continue
        columns = rounded_columns(connection, table)
        only = [
            connection.execute(
                f"select count(*) from (select {columns} from {one}.{table} "
                f"except all select {columns} from {other}.{table})"
            ).fetchone()[0]
            for one, other in (("carried", "anew"), ("anew", "carried"))
        ]
        if any(only):
            found[table] = (only[0], only[1])
    connection.close()
    assert len(tables) > 100
    return found


def rounded_columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """All of them; sums of floats, which two threads add up in any order, to nine digits."""
    columns = connection.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = 'anew' and schema_name || '.' || table_name = ?",
        [table],
    ).fetchall()
    return ", ".join(
        f"round({name}, 9)" if kind in ("DOUBLE", "FLOAT") else name for name, kind in columns
    )


@pytest.mark.parametrize("seed", [4])
def test_going_on_makes_what_starting_anew_makes(tmp_path, seed):
    carried = Carried(tmp_path, seed)
    for name in ("demo_contest", "demo_benchmark", "demo_school", "demo_textbook"):
        carried.land(name)
    for _ in range(STEPS):
        carried.step()
        assert carried.differences() == {}
    assert carried.differences(CHANGED_RULES) == {}


def test_a_build_makes_only_what_has_changed(demo_home, tmp_path):
    home = Home(tmp_path / "home")
    shutil.copytree(demo_home.landed, home.landed)
    shutil.copytree(demo_home.rollouts, home.rollouts)
    shutil.copy(demo_home.warehouse, home.warehouse)
    moved = dbt(home, tmp_path, "run")
    assert "last_decisions" in moved  # reads the published file, the demo's own when that was built
    assert "landed_rows" not in moved
    reading_files = dbt(home, tmp_path, "run")
    assert 0 < len(reading_files) < 6

    curation = dbt(home, tmp_path, "run", "--vars", "{longest_prompt_tokens: 9}")
    assert {"row_findings", "dapo_plus_plus"} <= curation
    assert not curation & {"landed_rows", "verified_pairs", "row_sources", "leaks"}
    dbt(home, tmp_path, "run")

    with duckdb.connect(str(home.build / "warehouse.duckdb")) as warehouse:
        warehouse.execute("update seeds.atomic_sources set atomic_source = atomic_source || '.'")
    seeds = dbt(home, tmp_path, "seed")
    assert seeds == set()
    assert dbt(home, tmp_path, "run") == reading_files

    assert "landed_rows" in dbt(home, tmp_path, "run", "--full-refresh")


def test_a_change_of_a_udf_or_of_a_seed_it_reads_is_another_version(tmp_path, monkeypatch):
    versions = set()
    for file in (None, "python_udfs/compare.py", "seeds/concepts.csv"):
        copy = tmp_path / str(len(versions))
        for folder in ("python_udfs", "seeds"):
            shutil.copytree(PROJECT / folder, copy / folder)
        if file:
            with (copy / file).open("a") as text:
                text.write("\n")
        monkeypatch.setattr(plugin, "UDFS", copy / "python_udfs")
        monkeypatch.setattr(plugin, "SEEDS", copy / "seeds")
        versions.add(plugin.udf_version())
    assert len(versions) == 3
