"""The grown corpus is the size asked for, the same every time, and knows its truth."""

import hashlib
from collections import defaultdict

import pyarrow.parquet as pq
import pytest

from atlas.demo.grow import grow, plan_corpus

ROWS = 6_000
GOLDEN = "8be00dcdddeccf9016e92fe100a2b9e80167fe6165d92182385d9a26fa200bb0"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """(dataset, text, problem, edit) of every row."""
    folder = tmp_path_factory.mktemp("grown")
    rows = []
    for plan in grow(folder, ROWS, seed=5, processes=1):
        texts = pq.read_table(folder / plan.name / "rows.parquet")["problem"].to_pylist()
        truth = pq.read_table(folder / plan.name / "truth.parquet")
        problems, edits = truth["problem"].to_pylist(), truth["edit"].to_pylist()
        rows += [(plan.name, *row) for row in zip(texts, problems, edits, strict=True)]
    return rows


def test_the_corpus_has_about_the_size_asked_for(corpus):
    assert abs(len(corpus) - ROWS) < 20
    assert len({dataset for dataset, *_ in corpus}) == 18


def test_most_rows_are_copies_or_edits_of_a_smaller_set(corpus):
    assert len({problem for _, _, problem, _ in corpus}) < 0.6 * len(corpus)
    assert len({text for _, text, _, _ in corpus}) < 0.7 * len(corpus)


def test_one_text_is_one_problem(corpus):
    problems = defaultdict(set)
    for _, text, problem, _ in corpus:
        problems[text].add(problem)
    assert max(map(len, problems.values())) == 1


def test_the_corpus_is_the_same_on_every_machine(corpus):
    content = "\n".join(f"{dataset}\t{text!r}\t{problem}" for dataset, text, problem, _ in corpus)
    assert hashlib.sha256(content.encode()).hexdigest() == GOLDEN


def test_a_plan_depends_on_nothing_but_size_and_seed():
    assert plan_corpus(2_000, 1) == plan_corpus(2_000, 1)
    assert plan_corpus(2_000, 1) != plan_corpus(2_000, 2)
