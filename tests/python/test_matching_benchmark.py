"""The judge on problems whose truth is known: no class of edit falls below its floor.

The floors are in tests/matching/floors.csv: for every class, the share of pairs that must be judged
rightly where answers are known and where they are not. Whoever makes the judge better raises them
with python -m tests.matching.benchmark --floors.
"""

import csv

import pytest

from atlas.home import Home
from tests.matching import benchmark as command
from tests.matching.benchmark import Benchmark
from tests.matching.measure import correct, precision, recall, wilson

FLOORS = {
    row["class"]: row
    for row in csv.DictReader(command.FLOORS.read_text(encoding="utf-8").splitlines())
}


@pytest.fixture(scope="module")
def benchmark(tmp_path_factory) -> Benchmark:
    return Benchmark(Home(tmp_path_factory.mktemp("benchmark")), command.A_CLASS, command.SEED)


def test_every_class_has_a_floor_and_pairs(benchmark):
    assert set(FLOORS) == set(benchmark.verdicts.edit)
    assert benchmark.verdicts.groupby("edit").size().min() >= 40
    assert len(benchmark.made.pairs) == len(benchmark.verdicts)


@pytest.mark.parametrize("answers", ["with_answers", "without"])
@pytest.mark.parametrize("edit", FLOORS)
def test_a_class_is_judged_as_well_as_it_was(benchmark, edit, answers):
    pairs = benchmark.verdicts
    pairs = pairs[(pairs.edit == edit) & (pairs.answers_known == (answers == "with_answers"))]
    assert correct(pairs).mean() >= float(FLOORS[edit][answers])


def test_precision_and_recall_where_answers_are_known(benchmark):
    known = benchmark.verdicts[benchmark.verdicts.answers_known]
    assert precision(known).mean() >= 0.99
    assert recall(known).mean() >= 0.95


def test_problems_of_one_template_are_told_apart(benchmark):
    others = benchmark.judged[~benchmark.judged.is_same]
    assert len(others) > 1000
    assert others.is_accepted.mean() < 0.02


def test_the_judge_is_better_than_simpler_rules(benchmark):
    pairs = benchmark.verdicts
    for name in command.RULES:
        assert correct(pairs, name).mean() < correct(pairs).mean()


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_an_interval_is_wilsons(right, count, low, high):
    """The third row is Newcombe's (1998) example."""
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)
