"""The released DAPO++ carries SHA-1 keys of its prompts: ours must be the same.

With the suffix cut, the keys are those of the text as it stands, outer white space included; ours
are taken without it (contract), so rows with outer white space differ. Four rows carry the key of
another text: their prompts, word problems, were changed after the key was made.
"""

import functools
import hashlib
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from atlas.home import Home
from python_udfs.unwrap import unwrap
from tests.matching.build import build_matching

SUFFIX = " Let's think step by step and output the final answer within \\boxed{}."

GIVEN = ("--role", "train", "--released", "2026-05-01")

pytestmark = pytest.mark.real_data


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


@functools.cache
def released_rows(file: Path) -> list[tuple[str, str]]:
    """(unwrapped prompt as it stands, released key)"""
    return [
        (
            unwrap(row["prompt"][0]["content"], suffixes=[SUFFIX]),
            row["extra_info"]["index"].removeprefix("dapo__"),
        )
        for row in pq.read_table(file, columns=["prompt", "extra_info"]).to_pylist()
    ]


@pytest.fixture
def rows(real_data: Path) -> list[tuple[str, str]]:
    return released_rows(real_data / "dapo_plus" / "DAPO_Plus.parquet")


def test_our_prompt_id_is_the_released_key_of_16694_rows(rows, real_data, tmp_path, atlas):
    home = Home(tmp_path)
    file = real_data / "dapo_plus" / "DAPO_Plus.parquet"
    assert atlas("land", file, "--dataset", "dapo_plus", *GIVEN, "--home", home.root)[0] == 0
    with duckdb.connect(str(build_matching(home)), read_only=True) as warehouse:
        ours = warehouse.sql("select prompt_id from canonical.occurrences order by row_number")
        ids = [prompt_id for (prompt_id,) in ours.fetchall()]
    assert len(ids) == 17_000
    assert ids == [sha1(prompt.strip()) for prompt, _ in rows]
    assert sum(ours == key for ours, (_, key) in zip(ids, rows, strict=True)) == 16_694


def test_302_of_the_others_differ_by_outer_white_space_only(rows):
    differing = [(prompt, key) for prompt, key in rows if sha1(prompt.strip()) != key]
    outer_space = [prompt for prompt, key in differing if sha1(prompt) == key]
    assert len(outer_space) == 302
    assert all(prompt != prompt.strip() for prompt in outer_space)


def test_the_last_four_carry_the_key_of_another_text(rows):
    foreign = [number for number, (prompt, key) in enumerate(rows) if sha1(prompt) != key]
    assert foreign == [914, 10_939, 11_516, 16_210]
    assert all(rows[number][0] == rows[number][0].strip() for number in foreign)


def test_32_pairs_of_rows_are_one_prompt_but_for_outer_white_space(rows):
    assert len({prompt for prompt, _ in rows}) == 17_000
    assert len({prompt.strip() for prompt, _ in rows}) == 17_000 - 32
