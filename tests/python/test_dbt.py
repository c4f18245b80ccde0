"""What people who know dbt look for: groups, selectors, exposures, freshness, docs, state."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
import yaml

from atlas.home import PROJECT, Home

STAGES = {folder.name for folder in (PROJECT / "models").iterdir() if folder.is_dir()}


@pytest.fixture(scope="module")
def manifest(demo_home: Home) -> dict:
    return json.loads((demo_home.build / "target" / "manifest.json").read_text())


def test_marts_are_public_and_stages_are_not(manifest):
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    for model in models:
        is_mart = model["fqn"][1] == "marts"
        expected = ("public", "answers") if is_mart else ("protected", "stages")
        assert (model["access"], model["group"]) == expected, model["name"]


def test_every_stage_has_a_selector():
    selectors = yaml.safe_load((PROJECT / "selectors.yml").read_text())["selectors"]
    named = {one["name"]: one["definition"]["value"] for one in selectors}
    assert {stage: f"models/{stage}" for stage in STAGES}.items() <= named.items()
    assert all((PROJECT / place).is_dir() for place in named.values())


def test_exposures_stand_on_public_tables(manifest):
    assert {one["name"] for one in manifest["exposures"].values()} >= {"trainer", "report"}
    for exposure in manifest["exposures"].values():
        for needed in exposure["depends_on"]["nodes"]:
            assert manifest["nodes"][needed]["access"] == "public", needed


def test_every_source_has_a_landing_time(manifest):
    for source in manifest["sources"].values():
        assert source["loaded_at_query"], source["source_name"]
        assert source["freshness"]["warn_after"]["count"], source["source_name"]


def test_a_model_that_reads_files_says_so(manifest):
    """Its query does not tell when its rows change; see macros/version.sql."""
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    readers = {
        model["name"]
        for model in models
        if re.search(r"source\(|parquet|published\(|env_var", model["raw_code"])
        and model["config"]["materialized"] != "kept"  # made by the ids of landings
    }
    assert readers == {model["name"] for model in models if model["config"].get("reads_files")}


@pytest.fixture
def dbt(demo_home: Home, tmp_path) -> Callable[..., str]:
    """Runs dbt on a copy of the demo's warehouse; gives what it says."""
    home = Home(tmp_path / "home")
    shutil.copytree(demo_home.landed, home.landed)
    home.build.mkdir()
    shutil.copy(demo_home.warehouse, home.build)

    def run(*arguments: str, target: str = "target") -> str:
        places = ("--target-path", tmp_path / target, "--log-path", tmp_path / "logs")
        ended = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", *arguments, *map(str, places)],
            cwd=PROJECT,
            env=os.environ | {"ATLAS_HOME": str(home.root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    return run


def test_every_unit_test_of_a_model_passes(dbt):
    """A build leaves them out: they ask nothing of the data."""
    said = dbt("test", "--select", "test_type:unit")
    assert int(re.search(r"PASS=(\d+) WARN=0 ERROR=0 SKIP=0", said)[1]) > 80


@pytest.mark.slow
def test_freshness_docs_and_state_work_as_described(dbt, tmp_path):
    dbt("source", "freshness")
    found = json.loads((tmp_path / "target" / "sources.json").read_text())["results"]
    assert {one["status"] for one in found} == {"pass"}
    dbt("docs", "generate", "--static")
    assert (tmp_path / "target" / "static_index.html").stat().st_size > 1_000_000
    state = str(tmp_path / "target")
    listed = ("ls", "--select", "state:modified+", "--state", state, "--quiet")
    assert dbt(*listed, target="now").strip() == ""
