"""A text that holds another one holds its windows, of tokens or of letters."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.windows import LETTERS, TOKENS, letter_runs_column, windows_column

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


@settings(deadline=None)
@given(st.lists(st.text("abñ求", max_size=40), min_size=1, max_size=4))
def test_there_is_one_key_for_each_distinct_run_of_letters(texts):
    found = letter_runs_column(pa.chunked_array([texts], pa.string())).to_pylist()
    for keys, text in zip(found, texts, strict=True):
        data = text.encode()
        runs = {data[at : at + LETTERS] for at in range(len(data) - LETTERS + 1)}
        assert len(keys) == len(set(keys)) == len(runs)


def test_texts_share_the_keys_of_the_letters_they_share():
    texts = [None, "求x" * 10, "so求x求x求x求x求x求x"]
    none, whole, part = letter_runs_column(pa.chunked_array([texts], pa.string())).to_pylist()
    assert none == []
    assert set(whole) < set(part)
