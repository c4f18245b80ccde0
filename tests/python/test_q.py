"""Q against the published values, and its intervals against NumPy."""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pytest

from atlas.home import PROJECT, SEEDS

REFERENCE = PROJECT.parent / "shared" / "reference" / "q_reference.csv"
WEIGHTS = {
    "1.7B": {"never": -1.5, "lost": -0.3, "kept": -0.5, "learned": 1.5},
    "8B": {"never": -0.8, "lost": 1.5, "kept": -0.8, "learned": 0.5},
}
OUTCOMES = ("never", "lost", "kept", "learned")


@pytest.fixture(scope="module")
def warehouse(demo_home):
    with duckdb.connect(demo_home.warehouse, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def reference() -> list[dict[str, str]]:
    if not REFERENCE.exists():
        pytest.skip("needs ../shared/reference/q_reference.csv")
    return read(REFERENCE)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_published_result_is_reproduced_to_four_decimals(warehouse, reference):
    computed = {"score", "correlation_vs_gt", "correlation_vs_gt_ties_averaged"}
    computed |= {"ranking_by_q", "ranking_by_gt"}
    expected = {
        (row["kind"], row["model_scale"], row["dataset"].strip("()"), row["metric"]): round(
            float(row["value_full"]), 4
        )
        for row in reference
        if row["kind"] in computed
    }
    found = warehouse.sql(
        "select kind, model_scale, published_name, metric, round(our_value, 4)"
        " from marts.published_quality where kind <> 'published_claim'"
    ).fetchall()
    assert {tuple(row[:4]): row[4] for row in found} == expected
    assert len(expected) == 162


def test_the_seeds_hold_every_input_of_the_reference(reference):
    features = {row["published_name"]: row for row in read(SEEDS / "q_published_features.csv")}
    gains = {
        (row["model_scale"], row["published_name"]): row
        for row in read(SEEDS / "q_published_gains.csv")
    }
    for row in reference:
        name, scale, value = row["dataset"], row["model_scale"], float(row["value_full"])
        if row["kind"] == "input_feature":
            assert float(features[name][row["metric"]]) == value, row
        elif row["kind"] == "ground_truth":
            assert float(gains[scale, name]["average_star"]) == value, row


def test_both_ways_to_break_ties_are_shown(warehouse):
    """At 8B two datasets tie, so the ways differ; at 1.7B they agree."""
    found = warehouse.sql(
        "select model_scale, method, round(correlation, 4)"
        " from scoring.quality_correlations where metric = 'Q'"
    ).fetchall()
    assert {row[:2]: row[2] for row in found} == {
        ("1.7B", "pearson"): 0.9280,
        ("1.7B", "spearman"): 0.7,
        ("1.7B", "spearman_avgties"): 0.7,
        ("8B", "pearson"): 0.9390,
        ("8B", "spearman"): 0.9,
        ("8B", "spearman_avgties"): 0.9747,
    }


def test_intervals_are_those_of_a_dirichlet_posterior(warehouse):
    found = warehouse.sql(
        f"select model_scale, {', '.join(f'{outcome}_count' for outcome in OUTCOMES)},"
        " l_sca, l_sca_low, l_sca_high from marts.sca where prompt_count >= 20"
    ).fetchall()
    assert len(found) > 20
    rng = np.random.default_rng(0)
    for scale, *counts, value, low, high in found:
        weights = np.array([WEIGHTS[scale][outcome] for outcome in OUTCOMES])
        shares = np.array(counts) / sum(counts)
        assert value == pytest.approx(weights @ shares)
        drawn = rng.dirichlet(np.array(counts) + 0.5, 20_000) @ weights
        spread = np.quantile(drawn, 0.975) - np.quantile(drawn, 0.025)
        assert abs(low - np.quantile(drawn, 0.025)) < 0.15 * spread  # 400 draws are few
        assert abs(high - np.quantile(drawn, 0.975)) < 0.15 * spread


def test_an_interval_of_q_narrows_with_the_prompts_judged(warehouse):
    found = warehouse.sql(
        "select judged_prompts, q_without_gains_high - q_without_gains_low"
        " from marts.dataset_quality where model_scale = '1.7B' and judged_prompts > 0"
        " order by judged_prompts"
    ).fetchall()
    few, many = found[: len(found) // 3], found[-len(found) // 3 :]
    assert np.mean([width for _, width in few]) > 1.5 * np.mean([width for _, width in many])


def test_what_is_missing_is_null_and_said(warehouse):
    """Nobody trained a model on a demo set, and nobody answered the prompts of demo_code."""
    found = warehouse.sql(
        "select q, s2, s3, s1, missing from marts.dataset_quality"
        " where dataset_id = 'demo_code' and model_scale = '1.7B'"
    ).fetchall()
    said = "no rollouts of both stages; no trained model"
    assert found == [(None, None, None, None, said)]
    assert warehouse.sql("select count(q) from marts.dataset_quality").fetchall() == [(0,)]


def test_q_without_gains_is_a_mean_of_what_is_left(warehouse):
    """At 1.7B lambda is log10(1.7): S1 weighs 0.6, L what is left of S2 and S3."""
    trust = np.log10(1.7)
    found = warehouse.sql(
        "select s1, l_sca, q_without_gains from marts.dataset_quality"
        " where model_scale = '1.7B' and q_without_gains is not null"
    ).fetchall()
    assert len(found) > 10
    for s1, l_sca, score in found:
        weight = 0.4 * (1 - trust)
        expected = (0.6 * s1 + weight * min(max(l_sca, 0), 1)) / (0.6 + weight)
        assert score == pytest.approx(expected)
