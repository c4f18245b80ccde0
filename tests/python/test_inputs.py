"""What a build reads stays as it was when the build began, and is what landing wrote."""

import json
import os
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.errors import UserError
from atlas.home import Home
from atlas.inputs import held_inputs
from atlas.landing.landed_schema import LANDED_SCHEMA
from python_udfs.plugin import FOLDERS, lay_out

ROWS = [{"problem": f"What is {number} + 1?", "answer": number + 1} for number in range(3)]
GIVEN = ("--role", "train", "--released", "2024-05-01")


@pytest.fixture
def land(home: Home, atlas, tmp_path):
    """Lands so many rows under a name."""

    def land_rows(name: str, count: int) -> None:
        file = tmp_path / "rows.jsonl"
        file.write_text("\n".join(map(json.dumps, ROWS[:count])))
        assert atlas("land", file, "--dataset", name, *GIVEN)[0] == 0

    return land_rows


def test_what_is_landed_during_a_build_is_for_the_next_one(home, land, atlas):
    land("replaced", 3)
    land("removed", 3)
    shutil.move(home.landed_file("removed"), home.root / "elsewhere.parquet")
    home.landed_file("removed").symlink_to(home.root / "elsewhere.parquet")
    with held_inputs(home) as inputs:
        land("replaced", 1)
        land("new", 1)
        assert atlas("unland", "removed")[0] == 0
        held = {file.stem: pq.read_table(file).num_rows for file in inputs.glob("landed/*.parquet")}
        assert held == {"_empty": 0, "replaced": 3, "removed": 3}
        assert sorted(file.name for file in inputs.iterdir()) == ["indexes", "landed", "rollouts"]
    assert not inputs.exists()
    assert sorted(file.stem for file in home.landed.glob("*.parquet")) == ["new", "replaced"]


def test_the_empty_files_of_an_older_version_get_the_columns_of_this_one(home):
    lay_out(home.root)
    for folder, schema in FOLDERS.items():
        empty = home.root / folder / "_empty.parquet"
        pq.write_table(schema.remove(0).empty_table(), empty)
        lay_out(home.root)
        assert pq.read_schema(empty) == schema


def test_links_that_a_killed_build_left_do_no_harm(home, land):
    (home.build / "inputs" / "landed").mkdir(parents=True)
    (home.build / "inputs" / "landed" / "gone.parquet").touch()
    land("sums", 1)
    with held_inputs(home) as inputs:
        assert not (inputs / "landed" / "gone.parquet").exists()


def test_where_no_links_can_be_made_the_files_themselves_are_read(home, land, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError("cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    land("sums", 2)
    with held_inputs(home) as inputs:
        assert pq.read_table(inputs / "landed" / "sums.parquet").num_rows == 2


def described(metadata: bytes | None) -> pa.Table:
    return LANDED_SCHEMA.with_metadata(metadata and {b"atlas": metadata}).empty_table()


NOT_OURS = {
    "no_parquet": b"PAR1 and no more",
    "nothing": b"",
    "no_metadata": described(None),
    "no_json": described(b"{not json"),
    "no_text": described(b"\xff\xfe"),
    "no_object": described(b"[]"),
    "another_name": described(b'{"dataset_id": "y"}'),
    "other_columns": pa.table({"prompt": ["x"]}).replace_schema_metadata({b"atlas": b"{}"}),
    "'; drop table marts.datasets; --": described(b'{"dataset_id": "x"}'),
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_file_that_landing_did_not_write_is_named_and_nothing_built(home, land, atlas, name):
    land("sums", 1)
    home.warehouse.write_text("as it was")
    content, file = NOT_OURS[name], home.landed / f"{name}.parquet"
    file.write_bytes(content) if isinstance(content, bytes) else pq.write_table(content, file)
    code, message = atlas("build")
    assert code == 1
    assert f"{name}.parquet is not what atlas land writes" in message
    assert "\n" not in message
    assert home.warehouse.read_text() == "as it was"


@pytest.mark.parametrize(
    ("folder", "command"),
    [("rollouts", "atlas land-rollouts"), ("indexes", "atlas index attach")],
)
def test_the_command_that_should_have_written_a_file_is_named(home, folder, command):
    (home.root / folder).mkdir(parents=True)
    (home.root / folder / "odd.parquet").touch()
    refused = pytest.raises(UserError, match=f"odd.parquet is not what {command} writes")
    with refused, held_inputs(home):
        pass
