"""A text that holds another one holds its windows."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.windows import TOKENS, windows_column

WORDS = st.lists(st.sampled_from("a bb 求 12 +".split()), max_size=14)


def windows(*texts: str | None) -> list[list[int]]:
    return windows_column(pa.chunked_array([texts], pa.string())).to_pylist()


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + TOKENS]) for at in range(len(words) - TOKENS + 1)}


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_there_is_one_key_for_each_distinct_run(texts):
    keys = windows(*map(" ".join, texts))
    assert [len(set(found)) for found in keys] == [len(runs(words)) for words in texts]
    assert [len(found) for found in keys] == [len(runs(words)) for words in texts]


@settings(deadline=None)
@given(WORDS, WORDS, WORDS)
def test_two_texts_share_the_keys_of_the_runs_they_share(before, words, behind):
    held, whole = windows(" ".join(words), " ".join(before + words + behind))
    assert set(held) <= set(whole)
    assert len(set(held) & set(whole)) == len(runs(words))


def test_what_is_too_short_has_none():
    assert windows(None, "", "one two three four five") == [[], [], []]
