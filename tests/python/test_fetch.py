"""`atlas fetch`, with a hub that lives in a folder."""

import json
import sys
from types import SimpleNamespace

import pytest

from atlas.errors import UserError
from atlas.fetch import files_of_split
from atlas.landing import registry as registry_module

ROW = {
    "hub_id": "some/sums",
    "split": "train",
    "files": "",
    "revision": "abc123",
    "prompt_field": "problem",
    "answer_field": "answer",
    "source_field": "",
    "repository": "",
}


class FakeHub:
    """Files of one dataset repository; `error` makes every call fail with a type of that name."""

    def __init__(self, folder, names, error=None):
        self.folder, self.names, self.error = folder, names, error
        self.asked = []

    def HfApi(self):
        return self

    def dataset_info(self, hub_id):
        return SimpleNamespace(sha="newest")

    def list_repo_files(self, hub_id, repo_type, revision):
        if self.error:
            raise type(self.error, (Exception,), {})
        return self.names

    def hf_hub_download(self, hub_id, name, repo_type, revision, cache_dir):
        self.asked.append((hub_id, name, revision))
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"problem": f"What is in {name}?", "answer": 1}))
        return str(path)


@pytest.fixture
def hub(tmp_path, monkeypatch, home):
    """Registers `sums` and puts the fake in the place of huggingface_hub."""

    def use(names, error=None, **row):
        fake = FakeHub(tmp_path, names, error)
        monkeypatch.setitem(sys.modules, "huggingface_hub", fake)
        monkeypatch.setattr(registry_module, "registry", lambda: {"sums": {**ROW, **row}})
        return fake

    return use


def test_a_fetched_dataset_lands_at_its_pinned_revision(
    atlas, hub, landed_rows, landed_facts, capsys
):
    fake = hub(["README.md", "data/test-0.jsonl", "data/train-0.jsonl", "data/train-1.jsonl"])
    assert atlas("fetch", "sums") == (0, None)
    assert fake.asked == [
        ("some/sums", "data/train-0.jsonl", "abc123"),
        ("some/sums", "data/train-1.jsonl", "abc123"),
    ]
    assert len(landed_rows("sums")) == 2
    assert landed_facts("sums")["notes"] == ["fetched at revision abc123"]
    assert "pins no revision" not in capsys.readouterr().err


def test_without_a_pin_the_revision_in_use_is_said_and_written_down(
    atlas, hub, landed_facts, capsys
):
    hub(["rows.jsonl"], revision="")
    atlas("fetch", "sums")
    assert landed_facts("sums")["notes"] == ["fetched at revision newest"]
    assert (
        "sums: the registry pins no revision, so this is the newest, newest"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("ConnectError", "try again when the hub can be reached"),
        ("OfflineModeIsEnabled", "try again when the hub can be reached"),
        ("GatedRepoError", "ask for access"),
        ("RepositoryNotFoundError", "not on the hub"),
        ("RevisionNotFoundError", "has no revision abc123"),
    ],
)
def test_a_hub_that_does_not_answer_is_one_line_with_advice(atlas, hub, error, advice):
    hub([], error=error)
    code, message = atlas("fetch", "sums")
    assert code == 2
    assert advice in message


def test_a_missing_package_is_told(atlas, hub, monkeypatch):
    hub([])
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert "pip install huggingface-hub" in atlas("fetch", "sums")[1]


def test_what_cannot_be_fetched_is_told(atlas, hub):
    hub([], hub_id="", repository="org/repo", repository_path="data/a.parquet")
    assert "download it from org/repo (data/a.parquet)" in atlas("fetch", "sums")[1]
    assert "is not registered" in atlas("fetch", "nobody")[1]


@pytest.mark.parametrize(
    ("names", "row", "chosen"),
    [
        (["train.jsonl", "test.jsonl"], {}, ["train.jsonl"]),
        (["data/retrain-0.parquet", "data/train-0.parquet"], {}, ["data/train-0.parquet"]),
        (["a.csv", "b.csv"], {"files": "b.csv"}, ["b.csv"]),
        (["only.json", "dataset_info.json"], {"split": ""}, ["only.json"]),
        (["x/cot-0.parquet", "x/tir-0.parquet"], {"split": "cot,tir"}, None),
    ],
)
def test_the_files_of_a_split_are_told_by_their_names(names, row, chosen):
    assert files_of_split(names, {**ROW, **row}) == (chosen or names)


def test_a_split_in_several_folders_is_not_guessed():
    with pytest.raises(UserError, match=r"main/train\.parquet, socratic/train\.parquet"):
        files_of_split(["main/train.parquet", "socratic/train.parquet"], ROW)
