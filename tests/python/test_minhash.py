"""Signatures are datasketch's, value by value; band keys never change from version to version."""

import numpy as np
import pyarrow as pa
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.minhash import (
    PERMUTATIONS,
    SEED,
    SHINGLE_TOKENS,
    band_keys_column,
    shingle_hash,
    signature_column,
)

TEXT = "find the sum of all positive integers n such that n ^ 2 - 19 n + 99 is a perfect square"
TOKENS = st.sampled_from(["a", "b", "of", "the", "12", "+", "中", "é", "𝑥", "square"])
FORMS = st.lists(TOKENS, min_size=1, max_size=30).map(" ".join)


def signature(text: str) -> list[int]:
    return signature_column(pa.chunked_array([[text]]))[0].as_py()


def datasketch_signature(text: str) -> list[int]:
    tokens = text.split(" ")
    starts = range(max(1, len(tokens) - SHINGLE_TOKENS + 1))
    shingles = {" ".join(tokens[start : start + SHINGLE_TOKENS]) for start in starts}
    minhash = MinHash(PERMUTATIONS, SEED, hashfunc=shingle_hash, scheme="affine32")
    minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return minhash.hashvalues.tolist()


def keys(signatures: list[list[int] | None], rows: int) -> list[list[int] | None]:
    column = pa.chunked_array([pa.array(signatures, pa.list_(pa.uint32()))])
    return band_keys_column(column, pa.chunked_array([[rows] * len(signatures)])).to_pylist()


@pytest.mark.parametrize(
    "text", [TEXT, "x", "12", "中", "a b", "a b c d e", "a b c d e f", "a " * 400 + "b"]
)
def test_a_signature_is_that_of_datasketch(text):
    assert signature(text) == datasketch_signature(text)


@given(st.lists(FORMS, min_size=1, max_size=4))
@settings(deadline=None)
def test_signatures_of_a_column_are_those_of_datasketch(texts):
    column = pa.chunked_array([texts[:1], texts[1:]], pa.string())
    expected = [datasketch_signature(text) for text in texts]
    assert signature_column(column).to_pylist() == expected


def test_a_text_shorter_than_a_shingle_has_a_signature_of_its_own():
    assert signature("2 + 2") != signature("2 + 3")
    assert len(signature("2")) == PERMUTATIONS


def test_nothing_has_no_signature_and_no_bands():
    column = pa.chunked_array([[None, "", "a b"]], pa.string())
    signatures = signature_column(column).to_pylist()
    assert signatures[:2] == [None, None]
    assert keys(signatures, 5)[:2] == [None, None]
    assert signature_column(pa.chunked_array([], pa.string())).to_pylist() == []


def test_the_share_of_equal_values_estimates_the_jaccard_similarity():
    words = [str(number) for number in range(200)]
    one, other = " ".join(words[:150]), " ".join(words[50:])
    jaccard = 96 / (146 + 146 - 96)
    agreement = np.mean(np.array(signature(one)) == np.array(signature(other)))
    assert agreement == pytest.approx(jaccard, abs=0.12)


@pytest.mark.parametrize(("rows", "bands"), [(5, 25), (3, 42), (128, 1)])
def test_a_band_key_belongs_to_its_rows_and_its_place(rows, bands):
    changed = signature(TEXT)
    changed[rows - 1] ^= 1
    (before,), (after,) = keys([signature(TEXT)], rows), keys([changed], rows)
    assert len(before) == len(set(before)) == bands
    assert [one == other for one, other in zip(before, after, strict=True)] == [
        band > 0 for band in range(bands)
    ]
    assert len(set(keys([[7] * PERMUTATIONS], rows)[0])) == bands  # equal rows, other places


def test_the_rows_a_band_are_one_constant():
    column = pa.chunked_array([pa.array([[1] * PERMUTATIONS] * 2, pa.list_(pa.uint32()))])
    with pytest.raises(ValueError, match=r"^band_keys: .*one constant"):
        band_keys_column(column, pa.chunked_array([[5, 3]]))


# What is stored must be the same on every machine, version and engine.
GOLDEN_SIGNATURE = [
    22465142,
    435192191,
    16521031,
    156854921,
    5491897,
    366695148,
    77404399,
    287688935,
]
GOLDEN_TIGHT = [4367950228215754679, 8365910351674725057, 5362829004066432046, 5492153753994256509]
GOLDEN_LOOSE = [3416488682169436035, 5800889564008290090, 7484568894769356506, 5261217045488736972]


def test_signatures_and_band_keys_are_those_that_were_stored():
    assert signature(TEXT)[:8] == GOLDEN_SIGNATURE
    assert keys([signature(TEXT)], 5)[0][:4] == GOLDEN_TIGHT
    assert keys([signature(TEXT)], 3)[0][:4] == GOLDEN_LOOSE
