"""The judge on pairs of published problems that people read: figures as ids and judgement allow.

The published datasets are landed and built as far as matching, which takes minutes; ATLAS_REAL_HOME
names a home where that was done already.
"""

import os
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from atlas import cli
from atlas.home import Home
from tests.matching import real_pairs
from tests.matching.build import build_matching
from tests.matching.known_pairs import UNBIASED
from tests.matching.measure import precision, recall
from tests.matching.sample_pairs import BY_WEIGHT, EVERY_KIND, sample

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

PRECISION, RECALL = 0.95, 0.93  # of the pairs that readers were sure of; raised with the judge


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory, real_data) -> duckdb.DuckDBPyConnection:
    given = os.environ.get("ATLAS_REAL_HOME")
    if given:
        return real_pairs.open_warehouse(Path(given))
    home = Home(tmp_path_factory.mktemp("real"))
    landing = ["land", "--catalog", real_data / "catalog.csv", "--home", home.root]
    assert cli.run([str(part) for part in landing])[0] == 0
    return duckdb.connect(str(build_matching(home)), read_only=True)


@pytest.fixture(scope="module")
def pairs(warehouse) -> pd.DataFrame:
    return real_pairs.judged_pairs(warehouse)


@pytest.fixture
def sure(pairs) -> pd.DataFrame:
    """Pairs drawn without a look at the verdict; the others are those where it is in doubt."""
    return pairs[pairs.is_sure & pairs["sample"].isin(UNBIASED)]


def test_hardly_a_labelled_pair_is_missing(pairs):
    assert len(pairs) > 0.9 * len(real_pairs.labelled())
    assert not pairs.duplicated(["prompt_id", "other_prompt_id"]).any()


def test_precision_and_recall_on_what_was_read(sure):
    assert precision(sure).mean() >= PRECISION
    assert recall(sure).mean() >= RECALL


def test_simpler_rules_are_far_from_that(sure):
    for rule in real_pairs.RULES:
        assert precision(sure, rule).mean() < PRECISION
        assert recall(sure, rule).mean() < RECALL


@pytest.mark.parametrize("stratum", [EVERY_KIND, BY_WEIGHT], ids=["every_kind", "by_weight"])
def test_a_sample_has_pairs_of_every_stratum_that_nobody_read(warehouse, stratum):
    drawn = sample(warehouse, stratum, each=2, seed=1)
    read = set(map(tuple, real_pairs.labelled()[["prompt_id", "other_prompt_id"]].to_numpy()))
    assert drawn.groupby("stratum").size().max() == 2
    assert drawn.stratum.nunique() >= 8
    assert not read & set(map(tuple, drawn[["prompt_id", "other_prompt_id"]].to_numpy()))
    assert drawn.equals(sample(warehouse, stratum, each=2, seed=1))
