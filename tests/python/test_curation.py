"""The curated table: the same from whatever order and machine, and guarded."""

import os
import subprocess
import sys
from random import Random
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.home import Home
from atlas.run_build import in_words
from atlas.warehouse import open_warehouse, select


def curated(home: Home) -> list[dict]:
    """The table without the places of the rows in their files."""
    with open_warehouse(home) as connection:
        return select(
            connection,
            "select * replace (struct_update(extra_info, row_number := null) as extra_info)"
            " from dapo_plus_plus order by extra_info.index",
        )


@pytest.mark.slow
def test_rows_in_another_order_and_other_threads_give_the_same_table(demo_home, tmp_path):
    shuffled = Home(tmp_path / "shuffled")
    shuffled.landed.mkdir(parents=True)
    for file in demo_home.landed.glob("demo_*.parquet"):
        table = pq.read_table(file)
        order = pa.array(Random(5).sample(range(len(table)), len(table)), pa.int64())
        mixed = table.take(order).set_column(
            table.column_names.index("row_number"), "row_number", table["row_number"]
        )
        facts = {b"atlas": pq.read_metadata(file).metadata[b"atlas"]}
        pq.write_table(mixed.replace_schema_metadata(facts), shuffled.landed / file.name)
    (shuffled.root / "rollouts").symlink_to(demo_home.root / "rollouts")
    ended = subprocess.run(
        [sys.executable, "-m", "atlas.cli", "build", "--home", str(shuffled.root)],
        env=os.environ | {"ATLAS_THREADS": "4"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert curated(shuffled) == curated(demo_home)


def test_a_guard_rail_that_tripped_says_what_was_lost():
    """dbt reports a test that stops by itself with a message and without a count of rows."""
    node = SimpleNamespace(name="no_guard_rail_of_curation_trips", resource_type="test")
    lost = "source forum lost 90 of 100 rows (90 %, the cap is 80 %); see table tripped_guards"
    message = f"Runtime Error in test {node.name} (a.sql)\n  Invalid Input Error: {lost}"
    said = in_words(SimpleNamespace(node=node, failures=None, message=message))
    assert said == f"{node.name}: Invalid Input Error: {lost}"
