"""The same files give the same tables, whatever the machine; `atlas diff` tells what changed."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest
from golden_vectors import FILE, vectors
from pinned_figures import figures, pinned
from warehouse_contents import contents

from atlas.diff import changes_between, read_build, show
from atlas.home import PROJECT, Home
from atlas.manifest import last_seconds
from atlas.publish import publish_side_file, side_file
from atlas.settings import setting
from atlas.warehouse import open_warehouse, select
from python_udfs import plugin


def test_keys_signatures_and_normal_forms_are_those_of_the_golden_vectors():
    """If they were to change: python tests/python/golden_vectors.py"""
    golden = json.loads(FILE.read_text(encoding="utf-8"))
    assert vectors() == golden
    for vector in golden:
        assert vector["prompt_id"] == hashlib.sha1(vector["text"].encode()).hexdigest()


def test_the_version_of_the_udfs_knows_every_package_they_import():
    packages = set()
    for file in plugin.UDFS.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                named = [getattr(node, "module", None), *(one.name for one in node.names)]
                packages.add((named[0] or named[1]).split(".")[0])
    of_ours = {"atlas", "python_udfs", "dbt"}  # dbt only calls them
    known = {name.replace("-", "_") for name in plugin.UDF_PACKAGES}
    below = {"latex2sympy2_extended", "sympy"}  # what math-verify reads answers with
    assert packages - of_ours - sys.stdlib_module_names == known - below


@pytest.mark.parametrize("package", plugin.UDF_PACKAGES)
def test_an_upgrade_of_what_the_udfs_rest_on_is_another_version(monkeypatch, package):
    before = plugin.udf_version()
    monkeypatch.setattr(plugin, "version", lambda name: "99" if name == package else version(name))
    assert plugin.udf_version() != before


def test_the_demo_world_has_its_pinned_figures(demo_home):
    """If they were to change: python tests/python/pinned_figures.py HOME"""
    assert figures(demo_home) == pinned()


def built_again(home: Home, threads: int, hash_seed: str) -> None:
    command = [sys.executable, "-m", "atlas.cli", "build", "--threads", str(threads)]
    ended = subprocess.run(
        [*command, "--home", str(home.root)],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def exported(home: Home, folder: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "atlas.cli", "export", "--out", str(folder)]
    subprocess.run([*command, "--home", str(home.root)], check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.mark.slow
def test_neither_threads_nor_the_order_of_files_change_a_table(demo_home, tmp_path):
    again = Home(tmp_path / "again")
    for place in ("landed", "rollouts"):
        (again.root / place).mkdir(parents=True)
        for file in sorted((demo_home.root / place).iterdir(), reverse=True):
            shutil.copyfile(file, again.root / place / file.name)
    built_again(again, threads=5, hash_seed="7")
    assert contents(again) == contents(demo_home)
    published = datetime.now().date()
    same = exported(again, tmp_path / "one") == exported(demo_home, tmp_path / "two")
    assert same or datetime.now().date() != published


def test_no_table_holds_a_list_in_the_order_its_rows_came():
    unsorted = re.compile(r"(?<!list_sort\()(?<!flatten\()\blist\(distinct\b")
    found = {
        file.stem for file in PROJECT.glob("models/*/*.sql") if unsorted.search(file.read_text())
    }
    assert found == {"verified_pairs"}  # it asks only whether two lists meet


def test_a_landed_file_is_the_same_bytes_but_for_the_time(tmp_path, atlas):
    raw = tmp_path / "rows.jsonl"
    raw.write_text("\n".join(json.dumps({"problem": f"What is {n} + 1?"}) for n in range(3_000)))
    told = ("--dataset", "sums", "--role", "train", "--released", "2024")
    found = []
    for name in ("one", "two"):
        assert atlas("land", raw, *told, "--home", tmp_path / name)[0] == 0
        with duckdb.connect() as connection:
            file = str(Home(tmp_path / name).landed_file("sums"))
            rows = connection.execute("select * from read_parquet(?)", [file]).fetchall()
            metadata = connection.execute(
                "select decode(value) from parquet_kv_metadata(?) where decode(key) = 'atlas'",
                [file],
            ).fetchone()
        found.append((rows, json.loads(metadata[0]) | {"landed_at": None}))
    assert found[0] == found[1]


# The record of builds


@pytest.fixture
def builds(tmp_path):
    """A home with three published builds of one figure each."""
    home = Home(tmp_path / "builds")
    home.build.mkdir(parents=True)
    for number in (1, 2, 3):
        with duckdb.connect(str(side_file(home))) as connection:
            connection.execute("create schema marts")
            connection.execute(
                "create table marts.figures as select 'a' as subject, 'leaks' as figure, $1::double"
                " as value",
                [number // 2],
            )
        steps = {"model.atlas.figures": float(number), f"model.atlas.only_{number}": 0.25}
        assert publish_side_file(home, seconds=0.5 * number, steps=steps)
    return home


def test_a_build_records_what_it_was_made_from(demo_home):
    with open_warehouse(demo_home) as connection:
        found = select(connection, "select kind, name, value from atlas.build_facts")
        (counted,) = select(connection, "select count(*) as n from rows")
        (build,) = select(connection, "from atlas.builds")
    facts = {(fact["kind"], fact["name"]): fact["value"] for fact in found}
    assert facts["rows", "marts.rows"] == str(counted["n"])
    assert facts["version", "duckdb"] == duckdb.__version__
    assert facts["var", "match_weight_threshold"] == str(setting("match_weight_threshold"))
    for known in (("seed", "dataset_registry"), ("code", "models/matching"), ("code", "macros")):
        assert len(facts[known]) == 16
    assert facts["landed", "demo_school"].split()[1] == "rows,"
    assert {kind for kind, _ in facts} == set("version var seed code landed rows figure".split())
    assert build["seconds"] > 1


def test_a_new_build_keeps_the_record_of_the_old_ones(builds, atlas, capsys):
    with open_warehouse(builds) as connection:
        recorded = select(connection, "select build_number, seconds from atlas.builds order by all")
    assert [(build["build_number"], build["seconds"]) for build in recorded] == [
        (1, 0.5),
        (2, 1.0),
        (3, 1.5),
    ]
    assert atlas("diff", "--home", builds.root) == (0, None)
    assert "nothing changed" in capsys.readouterr().out
    assert atlas("diff", "1", "2", "--home", builds.root) == (0, None)
    assert "leaks: a  0.0  ->  1.0" in capsys.readouterr().out


def test_what_a_step_took_last_is_known_to_the_next_build(builds):
    assert last_seconds(builds) == {
        "model.atlas.figures": 3.0,
        **{f"model.atlas.only_{number}": 0.25 for number in (1, 2, 3)},
    }
    assert last_seconds(Home(builds.root / "nowhere")) == {}


def test_two_warehouses_are_compared(builds, demo_home):
    here, there = (
        read_build(builds, None, 0),
        read_build(builds, str(demo_home.warehouse), 0),
    )
    changes = {(one["kind"], one["name"]): one for one in changes_between(here, there)}
    assert changes["figure", "leaks: a"]["after"] is None
    assert changes["rows", "marts.rows"]["before"] is None
    assert not {kind for kind, _ in changes} & {"version", "var", "seed", "code"}


def test_facts_of_a_kind_that_only_another_atlas_knows_come_last(capsys):
    first = {"facts": {("phase of the moon", "now"): "full", ("figure", "rows"): "1"}}
    changes = list(changes_between(first, {"facts": {("var", "seed"): "2"}}))
    assert [one["kind"] for one in changes] == ["var", "figure", "phase of the moon"]
    build = {"build": 1, "published_at": datetime(2026, 1, 1)}
    show({"before": build, "after": build, "changes": changes}, most=30)
    assert "phase of the moon\n  now" in capsys.readouterr().out


def test_a_history_is_no_condition_for_a_build(tmp_path, builds, atlas):
    """A warehouse without one, or one that is damaged, is replaced all the same."""
    for old in (b"no database at all", b""):
        builds.warehouse.write_bytes(old)
        with duckdb.connect(str(side_file(builds))) as connection:
            connection.execute("create schema marts; create table marts.datasets as select 1 as n")
        assert publish_side_file(builds)
        code, message = atlas("diff", "--home", builds.root)
        assert (code, "no build before this one" in message) == (2, True)


def test_the_chosen_thresholds_give_what_the_warehouse_holds(demo_home, atlas, capsys):
    assert atlas("sensitivity", "--format", "json", "--home", demo_home.root) == (0, None)
    grids = json.loads(capsys.readouterr().out)
    (chosen,) = [row for row in grids["match_weight_threshold"] if row["is_chosen"]]
    with open_warehouse(demo_home) as connection:
        (counted,) = select(
            connection,
            """
            select
                (from matching.judgements select count(*) where is_same_problem) as accepted_pairs,
                (from leaks select count(*)) as leaks,
                (from lineage_edges select count(*)) as edges,
            """,
        )
        relations = select(
            connection, "select relation, count(*) as n from matching.judgements group by all"
        )
    assert counted.items() <= chosen.items()
    counted = {row["relation"]: row["n"] for row in relations}
    (chosen,) = [row for row in grids["near_duplicate_jaccard"] if row["is_chosen"]]
    assert chosen["near_duplicates"] == counted["near_duplicate"]
    assert chosen["rewritten"] == counted["rewritten"]
    (chosen,) = [row for row in grids["variant_containment"] if row["is_chosen"]]
    assert chosen["variants"] == counted["variant"]
    for rows, figure in (("match_weight_threshold", "leaks"), ("band_rows", "found_pairs")):
        values = [row[figure] for row in grids[rows]]
        assert values == sorted(values, reverse=True)
    assert sum(row["is_chosen"] for row in grids["band_rows"]) == 2


@pytest.mark.parametrize("table", ["judgements", "signatures"])
def test_a_grid_shows_its_thresholds_where_nothing_was_judged(
    table, demo_home, tmp_path, atlas, capsys
):
    copy = Home(tmp_path)
    shutil.copy(demo_home.warehouse, copy.warehouse)
    with duckdb.connect(str(copy.warehouse)) as connection:
        connection.execute(f"delete from matching.{table}")
    assert atlas("sensitivity", "--home", copy.root) == (0, None)
    said = capsys.readouterr().out
    assert all(name in said for name in ("near_duplicate_jaccard", "band_rows", "found share"))


def test_no_threshold_changes_what_a_person_read(demo_home, tmp_path, atlas, capsys):
    copy = Home(tmp_path)
    shutil.copy(demo_home.warehouse, copy.warehouse)
    with duckdb.connect(str(copy.warehouse)) as connection:
        connection.execute("update matching.judgements set is_reviewed = true")
        accepted = connection.execute(
            "select count(*) from matching.judgements where is_same_problem"
        ).fetchone()
    assert atlas("sensitivity", "--format", "json", "--home", copy.root) == (0, None)
    grid = json.loads(capsys.readouterr().out)["match_weight_threshold"]
    assert {row["accepted_pairs"] for row in grid} == set(accepted)
    assert len({(row["leaks"], row["edges"]) for row in grid}) == 1
