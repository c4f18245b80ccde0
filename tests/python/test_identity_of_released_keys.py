"""The released DAPO++ carries SHA-1 keys of its prompts: ours must be the same.

With the suffix cut, the keys are those of the text as it stands, outer white space included; ours
are taken without it (contract), so rows with outer white space differ. Four rows carry the key of
another text: their prompts, word problems, were changed after the key was made.
"""

import functools
import hashlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from python_udfs.unwrap import unwrap

SUFFIX = " Let's think step by step and output the final answer within \\boxed{}."

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


def test_our_prompt_id_is_the_released_key_of_16694_rows(rows):
    assert len(rows) == 17_000
    assert sum(sha1(prompt.strip()) == key for prompt, key in rows) == 16_694


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
