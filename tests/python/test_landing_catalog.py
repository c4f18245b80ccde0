"""`atlas land --catalog`: many datasets at once."""

import csv
import json

import pytest

from atlas.home import SEEDS
from atlas.landing.catalog import dataset_of, read_catalog, released_of
from atlas.landing.registry import registry


def write_rows(path, *problems):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps({"problem": text, "answer": "1"}) for text in problems))


def write_catalog(path, *rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_every_dataset_of_a_catalog_lands(atlas, tmp_path, landed_rows, landed_facts, capsys):
    write_rows(tmp_path / "one" / "a.jsonl", "p", "q")
    write_rows(tmp_path / "two" / "b.jsonl", "r")
    catalog = write_catalog(
        tmp_path / "catalog.csv",
        {
            "dataset_id": "one",
            "files": "a.jsonl; two/b.jsonl",
            "role": "train",
            "released_on": "2024-05-01",
            "released_precision": "month",
            "hub_id": "some/one",
            "prompt_field": "problem",
        },
        {"dataset_id": "two", "files": "b.jsonl", "role": "benchmark"},
    )
    assert atlas("land", "--catalog", catalog) == (0, None)
    assert [row["prompt"] for row in landed_rows("one")] == ["p", "q", "r"]
    facts = landed_facts("one")
    assert (facts["released_on"], facts["released_precision"]) == ("2024-05-01", "month")
    assert landed_facts("two")["role"] == "benchmark"
    assert "landed 2 datasets, 4 rows" in capsys.readouterr().out


def test_lines_of_one_slug_are_files_of_one_dataset(tmp_path):
    write_rows(tmp_path / "one" / "a.jsonl", "p")
    write_rows(tmp_path / "one" / "b.jsonl", "q")
    line = {"slug": "one", "role": "train", "first_release_date": "2024-05-01", "date_basis": "doc"}
    catalog = write_catalog(
        tmp_path / "catalog.csv",
        {**line, "file": "a.jsonl", "prompt_field": "problem (bare)"},
        {**line, "file": "b.jsonl", "prompt_field": "problem (bare)"},
    )
    [row] = read_catalog(catalog)
    dataset = dataset_of(row, tmp_path)
    assert [path.name for path in dataset.files] == ["a.jsonl", "b.jsonl"]
    assert (dataset.prompt, dataset.released, dataset.released_basis) == (
        "problem",
        "2024-05-01",
        "doc",
    )


def test_a_field_described_wrongly_in_prose_is_looked_for(atlas, tmp_path, landed_facts):
    write_rows(tmp_path / "one" / "a.jsonl", "p")
    catalog = write_catalog(
        tmp_path / "catalog.csv",
        {"slug": "one", "file": "a.jsonl", "role": "train", "prompt_field": "query (the text)"},
    )
    assert atlas("land", "--catalog", catalog)[0] == 0
    assert landed_facts("one")["prompt_field"] == "problem"
    assert "leads nowhere" in landed_facts("one")["notes"][0]


@pytest.mark.parametrize(
    ("released_on", "precision", "released"),
    [
        ("2024-05-01", "month", "2024-05"),
        ("2024-05-01", "", "2024-05-01"),
        ("2024-05-01", "unknown", "unknown"),
        ("", "unknown", "unknown"),
        ("", "", None),
    ],
)
def test_a_date_counts_as_far_as_it_is_known(released_on, precision, released):
    row = {"released_on": released_on, "released_precision": precision}
    assert released_of(row) == released


def test_datasets_that_are_only_on_the_hub_are_left_to_fetch(atlas, tmp_path, capsys):
    catalog = write_catalog(
        tmp_path / "catalog.csv",
        {"dataset_id": "far", "files": "", "role": "train", "hub_id": "some/far"},
    )
    assert atlas("land", "--catalog", catalog)[0] == 0
    assert "atlas fetch far" in capsys.readouterr().out


def test_one_failing_dataset_does_not_stop_the_others(atlas, tmp_path, landed_rows, capsys):
    write_rows(tmp_path / "good" / "a.jsonl", "p")
    (tmp_path / "bad.jsonl").touch()
    catalog = write_catalog(
        tmp_path / "catalog.csv",
        {"dataset_id": "Not An Id", "files": "a.jsonl", "role": "train"},
        {"dataset_id": "absent", "files": "nowhere.jsonl", "role": "train"},
        {"dataset_id": "bad", "files": "bad.jsonl", "role": "train"},
        {"dataset_id": "good", "files": "a.jsonl", "role": "train"},
    )
    assert atlas("land", "--catalog", catalog)[0] == 1
    assert len(landed_rows("good")) == 1
    shown = capsys.readouterr().out
    assert "failed bad: " in shown
    assert "failed absent: nowhere.jsonl is neither in" in shown


@pytest.mark.skipif(not (SEEDS / "dataset_registry.csv").exists(), reason="needs the registry seed")
def test_a_registered_dataset_takes_its_fields_from_the_registry(atlas, tmp_path, landed_facts):
    assert registry()["gsm8k_train"]["prompt_field"] == "question"
    path = tmp_path / "a.jsonl"
    path.write_text('{"question": "q", "problem": "p", "answer": "1"}')
    assert atlas("land", path, "--dataset", "gsm8k_train")[0] == 0
    assert landed_facts("gsm8k_train")["prompt_field"] == "question"


@pytest.mark.real_data
@pytest.mark.slow
def test_the_published_datasets_land_without_losing_a_row(atlas, home, real_data, landed_facts):
    assert atlas("land", "--catalog", real_data / "catalog.csv") == (0, None)
    with (real_data / "catalog.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    found = {
        (dataset_id, described["name"]): described["rows"]
        for dataset_id in {line["slug"] for line in lines}
        for described in landed_facts(dataset_id)["files"]
    }
    assert found == {(line["slug"], line["file"]): int(line["rows"]) for line in lines}
