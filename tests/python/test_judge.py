"""The judge against a plain walk down its trees."""

import csv
import random

import pyarrow as pa
import pytest

from atlas.home import PROJECT
from atlas.warehouse import open_warehouse, select
from python_udfs.judge import WITNESSES, Judge

with (PROJECT / "seeds" / "match_trees.csv").open(encoding="utf-8", newline="") as seed:
    TREES = list(csv.DictReader(seed))
NODES = {(row["tree"], row["node"]): row for row in TREES}
TEXTS = 3  # columns of matching.witnesses that say which texts, not what is found on them


def walked(witnesses: dict[str, float]) -> float:
    total = 0.0
    for tree in {row["tree"] for row in TREES}:
        node = NODES[tree, "0"]
        while node["witness"]:
            is_below = witnesses[node["witness"]] <= float(node["edge"])
            node = NODES[tree, node["below"] if is_below else node["above"]]
        total += float(node["weight"])
    return total


def drawn(chance: random.Random) -> dict[str, float]:
    """Values between the edges of the trees, so that no rounding decides."""
    return {name: chance.choice((0.0, 0.251, 1.0, 2.503, 7.0, 40.0)) for name in WITNESSES}


def weighed(*pairs: dict[str, float] | None) -> list[float | None]:
    rows = [pair and [pair[name] for name in WITNESSES] for pair in pairs]
    column = pa.chunked_array([pa.array(rows, pa.list_(pa.float32()))])
    return Judge(TREES).column(column).to_pylist()


def test_a_weight_is_what_the_leaves_say_together():
    chance = random.Random(3)
    pairs = [drawn(chance) for _ in range(50)]
    assert weighed(*pairs) == pytest.approx([walked(pair) for pair in pairs], abs=1e-3)


def test_what_the_witnesses_add_is_the_weight():
    pair = drawn(random.Random(4))
    said = Judge(TREES).explain(pair)
    assert list(said) == ["prior", *WITNESSES]
    assert sum(said.values()) == pytest.approx(walked(pair), abs=1e-3)


def test_a_pair_weighs_the_same_in_any_block():
    chance = random.Random(6)
    pairs = [drawn(chance) for _ in range(30)]
    assert weighed(*pairs * 70) == weighed(*pairs) * 70


def test_a_value_on_an_edge_lies_below_it():
    """Asked of the walk that explains, which knows the edges and not the ranks."""
    edges: dict[str, list[float]] = {name: [0.0] for name in WITNESSES}
    for node in TREES:
        if node["witness"]:
            edges[node["witness"]].append(float(node["edge"]))
    chance, judge = random.Random(7), Judge(TREES)
    pairs = [{name: chance.choice(edges[name]) for name in WITNESSES} for _ in range(20)]
    explained = [sum(judge.explain(pair).values()) for pair in pairs]
    assert weighed(*pairs) == pytest.approx(explained, abs=1e-3)


def test_a_pair_that_is_not_there_has_no_weight():
    pair = drawn(random.Random(5))
    assert weighed(None, pair, None) == [None, *weighed(pair), None]


def test_the_witnesses_are_the_columns_of_the_model_in_their_order(demo_home):
    with open_warehouse(demo_home) as connection:
        columns = select(
            connection,
            "select column_name from duckdb_columns() where schema_name = 'matching'"
            " and table_name = 'witnesses' order by column_index",
        )
    assert tuple(one["column_name"] for one in columns)[TEXTS:] == WITNESSES
