"""The demo world is the same everywhere, and what it says about itself is true."""

import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import zstandard

from atlas.demo.dataset import DATASETS
from atlas.demo.land import land_demo
from atlas.demo.truth import (
    conflict_truth,
    edge_truth,
    is_earlier,
    leak_truth,
    problems_of,
    row_truth,
    variant_truth,
)
from atlas.demo.world import make_world
from atlas.demo.write import digest, write_world
from atlas.home import Home

GOLDEN = "54f2d4f05fceaa437f90967d31835db2157fa386f29203dd825ea26284c704e7"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def world(folder):
    return write_world(folder)


def read_records(path: Path) -> list[dict]:
    """The records of a raw file, whatever its format."""
    content, name = path.read_bytes(), path.name
    if name.endswith(".parquet"):
        return pq.read_table(path).to_pylist()
    if name.endswith(".gz"):
        content, name = gzip.decompress(content), name.removesuffix(".gz")
    elif name.endswith(".zst"):
        content, name = zstandard.decompress(content), name.removesuffix(".zst")
    elif name.endswith(".zip"):
        name = name.removesuffix(".zip")
        content = zipfile.ZipFile(io.BytesIO(content)).read(name)
    text = content.decode()
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(text, newline="")))
    if name.endswith(".json"):
        return json.loads(text)
    return [json.loads(line) for line in text.split("\n") if line]


def test_the_world_is_the_same_on_every_machine(world):
    assert digest(world) == GOLDEN


def test_another_seed_gives_another_world_of_the_same_shape(world):
    other = make_world(seed=1)
    assert {name: len(rows) for name, rows in other.rows.items()} == {
        name: len(rows) for name, rows in world.rows.items()
    }
    assert problems_of(other)["demo_contest"] != problems_of(world)["demo_contest"]


def test_every_raw_file_can_be_read_and_holds_the_rows_of_its_dataset(world, folder):
    for name, rows in world.rows.items():
        files = DATASETS[name].layout.files
        found = [record for file in files for record in read_records(folder / name / file)]
        assert len(found) == len(rows), name


def test_the_catalog_names_every_dataset_and_file(world, folder):
    catalog = read_records(folder / "catalog.csv")
    assert [row["dataset_id"] for row in catalog] == list(world.rows)
    for row in catalog:
        for file in row["files"].split(";"):
            assert (folder / row["dataset_id"] / file).is_file()


def test_every_row_has_its_truth(world):
    truth = row_truth(world)
    assert [(row["dataset_id"], row["row_number"]) for row in truth] == [
        (spec.name, row_number) for spec, row_number, _ in world.everything()
    ]
    for row in truth:
        assert (row["problem"] is None) == (row["reject_reason"] is not None)
        assert (row["expected_source"] is None) == (row["expected_method"] in (None, "none"))


def test_two_problems_of_the_world_never_show_the_same_numbers(world):
    untwisted = {
        row.problem.truth_id: (row.problem.family.topic == "code", row.problem.numbers)
        for _, _, row in world.everything()
        if row.problem and not row.problem.twist
    }
    assert len(set(untwisted.values())) == len(untwisted)


def test_one_text_never_stands_for_two_problems(world):
    problems: dict[str, set[str]] = {}
    for _, _, row in world.everything():
        if row.problem:
            problems.setdefault(" ".join(row.text.split()), set()).add(row.problem.truth_id)
    assert all(len(found) == 1 for found in problems.values())


def test_leaks_are_the_training_rows_that_share_a_problem_with_a_benchmark(world):
    problems = problems_of(world)
    expected = Counter(
        (spec.name, benchmark)
        for spec, _, row in world.everything()
        if spec.role == "train" and row.problem
        for benchmark in world.rows
        if DATASETS[benchmark].role == "benchmark" and row.problem.truth_id in problems[benchmark]
    )
    leaks = Counter((leak["dataset_id"], leak["benchmark_id"]) for leak in leak_truth(world))
    assert leaks == expected
    assert leaks["demo_benchmark_leaked", "demo_benchmark"] >= 45


def test_variants_are_other_problems_than_those_they_were_made_from(world):
    variants = variant_truth(world)
    assert len(variants) >= 150
    assert all(row["problem"] != row["variant_of"] for row in variants)
    assert all(row["edit"].endswith(("_changed", "_redrawn")) for row in variants)


def test_a_copy_of_a_copy_keeps_the_first_source(world):
    rows = [row for row in row_truth(world) if row["dataset_id"] == "demo_copy_of_a_copy"]
    assert {row["expected_source"] for row in rows} == {"demo_contest"}
    assert {row["expected_method"] for row in rows} == {"exact"}


def test_twins_of_one_day_and_undated_sets_inherit_nothing(world):
    names = ("demo_twin_morning", "demo_twin_evening", "demo_undated")
    rows = [row for row in row_truth(world) if row["dataset_id"] in names]
    assert {row["expected_source"] for row in rows} == {None}
    unordered = [edge for edge in edge_truth(world) if not edge["is_ordered"]]
    assert {"demo_twin_morning", "demo_twin_evening"} in [
        {edge["child_dataset_id"], edge["parent_dataset_id"]} for edge in unordered
    ]


def test_a_lying_label_is_contradicted_by_the_text(world):
    lies = [row for row in row_truth(world) if row["label_is_contradicted"]]
    assert {(row["dataset_id"], row["label"]) for row in lies} == {
        ("demo_wrong_label", "demo_books")
    }
    assert len(lies) == 40


def test_wrong_answers_make_conflicts(world):
    assert len(conflict_truth(world)) == 20


def test_no_edge_runs_against_time(world):
    for edge in edge_truth(world):
        child, parent = DATASETS[edge["child_dataset_id"]], DATASETS[edge["parent_dataset_id"]]
        assert edge["is_ordered"] == is_earlier(parent, child)
        assert edge["is_ordered"] or not edge["is_direct"]


def test_the_direct_parents_are_the_fewest_earlier_datasets_that_explain_a_child(world):
    """Of those that explain as much, the one with more of the exact text, then the latest."""
    problems, texts = problems_of(world), {}
    for name, rows in world.rows.items():
        texts[name] = {row.text for row in rows}
    for child in world.rows:
        earlier = [name for name in world.rows if is_earlier(DATASETS[name], DATASETS[child])]
        open_problems = problems[child] & set().union(*(problems[name] for name in earlier))
        parents = set()
        while open_problems:
            best = max(
                earlier,
                key=lambda name: (
                    len(problems[name] & open_problems),
                    len(texts[name] & texts[child]),
                    DATASETS[name].released_on,
                ),
            )
            parents.add(best)
            open_problems -= problems[best]
        assert parents == set(DATASETS[child].parents), child


def test_landing_keeps_every_prompt_label_and_reject(world, tmp_path):
    home = Home.find(tmp_path)
    assert land_demo(home)["failed"] == {}
    for name, rows in world.rows.items():
        landed = pq.read_table(home.landed_file(name)).to_pylist()
        assert len(landed) == len(rows)
        for row, found in zip(rows, landed, strict=True):
            if row.problem:
                assert found["prompt"].strip() == DATASETS[name].wrapped(row).strip(), name
                assert found["source_label"] == row.label
            assert (found["reject_reason"] is None) == (row.problem is not None)
