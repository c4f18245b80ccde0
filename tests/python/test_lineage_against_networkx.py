"""Lineage and leaks of a random world, against NetworkX and plain loops.

It has dates of every precision, unknown dates, same-day twins, labels, origins, chains of near
copies and variants. Its tables take the place of the stages to the left.
"""

import calendar
import os
import random
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from pathlib import Path

import duckdb
import networkx as nx
import pytest

from atlas.home import PROJECT

METHODS = {"exact": "normalised", "normalised": "normalised"}  # of relations; all others: near
NEAREST_FIRST = ("exact", "normalised", "near")
RELATIONS = ("exact", "normalised", "near_duplicate", "rewritten", "translated", "variant")

TABLES = {
    "staging.landed_datasets": (
        "dataset_id varchar, role varchar, hub_id varchar, released_on date,"
        " released_precision varchar, benchmark_family varchar"
    ),
    "canonical.occurrences": (
        "dataset_id varchar, row_number bigint, prompt_id varchar, prompt_key bigint,"
        " answer varchar, answer_key varchar, answer_kind varchar, source_label varchar"
    ),
    "canonical.distinct_prompts": "prompt_id varchar, prompt_key bigint",
    "matching.verified_pairs": (
        "prompt_key bigint, other_prompt_key bigint, relation varchar, is_same_problem boolean"
    ),
    "matching.problems": "prompt_key bigint, problem_id varchar",
    "seeds.source_rules": (
        "rule_id varchar, step integer, dataset_id varchar, hub_id varchar, match_on varchar,"
        " match_kind varchar, match_value varchar, action varchar, new_source varchar,"
        " new_problem_type varchar"
    ),
    "seeds.source_aliases": "label varchar, atomic_source varchar",
    "seeds.source_origins": "dataset_id varchar, label varchar, atomic_source varchar",
    "seeds.declared_lineage": (
        "child_dataset_id varchar, parent_dataset_id varchar, relation varchar"
    ),
}


class RandomWorld:
    """Datasets that hold prompts of problems, some labelled, some an origin."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.datasets = [self.dataset(rng, number) for number in range(24)]
        self.pairs = {}  # of prompts, the smaller key first -> relation
        for problem in range(40):
            prompts = range(10 * problem, 10 * problem + rng.randint(1, 6))
            for pair in combinations(prompts, 2):
                if rng.random() < 0.5:  # so that some copies are only found through others
                    self.pairs[pair] = rng.choice(RELATIONS)
        prompts = sorted({10 * problem for problem in range(40)} | set().union(*self.pairs))
        self.held = {
            dataset[0]: rng.sample(prompts, rng.randint(1, len(prompts) // 3))
            for dataset in self.datasets
        }
        self.labels = {
            (dataset, prompt): rng.choice("ABC")
            for dataset, held in self.held.items()
            for prompt in held
            if rng.random() < (0.3 if dataset in list(self.held)[:10] else 0.02)
        }
        self.origins = {dataset: dataset.upper() for dataset in rng.sample(list(self.held), 3)}

    @staticmethod
    def dataset(rng: random.Random, number: int) -> tuple:
        released = date(2024, 1, 1) + timedelta(days=rng.randint(0, 120))
        precision = rng.choice(["day"] * 8 + ["month", "year", "unknown"])
        return (
            f"dataset_{number}",
            "benchmark" if number % 3 == 0 else "train",
            None,
            None if precision == "unknown" else released,
            precision,
            f"family_{number // 6}",
        )

    def tables(self) -> dict[str, list[tuple]]:
        prompts = sorted(set().union(*self.held.values()))
        return {
            "staging.landed_datasets": self.datasets,
            "canonical.occurrences": [
                (dataset, row, f"p{key}", key, "1", "1", "integer", self.labels.get((dataset, key)))
                for dataset, held in self.held.items()
                for row, key in enumerate(held + held[:1])
            ],
            "canonical.distinct_prompts": [(f"p{key}", key) for key in prompts],
            "matching.verified_pairs": [
                (*pair, relation, relation != "variant") for pair, relation in self.pairs.items()
            ],
            "matching.problems": [(key, f"p{key // 10}") for key in prompts],
            "seeds.source_rules": [],
            "seeds.source_aliases": [(label.lower(), label) for label in "ABC"],
            "seeds.source_origins": [(name, None, source) for name, source in self.origins.items()],
            "seeds.declared_lineage": [],
        }


def days(dataset: tuple) -> tuple[date, date] | None:
    """First and last day on which the dataset may have been released."""
    released, precision = dataset[3:5]
    if precision == "unknown":
        return None
    first = released.replace(day=1, month=1) if precision == "year" else released.replace(day=1)
    if precision == "day":
        return released, released
    month = 12 if precision == "year" else released.month
    return first, date(released.year, month, calendar.monthrange(released.year, month)[1])


class Oracle:
    """What must be found in a world, holding by holding."""

    def __init__(self, world: RandomWorld) -> None:
        self.world = world
        self.spans = {dataset[0]: days(dataset) for dataset in world.datasets}
        self.roles = {dataset[0]: dataset[1] for dataset in world.datasets}
        self.holdings = [(name, key) for name, held in world.held.items() for key in held]
        self.own = {
            holding: world.labels.get(holding) or world.origins.get(holding[0])
            for holding in self.holdings
        }
        self.holders = nx.DiGraph()  # holding -> earlier holding of the same problem
        self.holders.add_nodes_from(self.holdings)
        self.holders.add_edges_from(
            (later, earlier)
            for later, earlier in product(self.holdings, repeat=2)
            if self.is_earlier(earlier[0], later[0]) and self.closeness(earlier[1], later[1])
        )
        labelled = [holding for holding in self.holdings if self.own[holding]]
        self.sourced = set(labelled).union(*(nx.ancestors(self.holders, one) for one in labelled))

    def is_earlier(self, dataset: str, other: str) -> bool:
        one, another = self.spans[dataset], self.spans[other]
        return bool(one and another) and one[1] < another[0]

    def relation(self, key: int, other: int) -> str | None:
        return "exact" if key == other else self.world.pairs.get((min(key, other), max(key, other)))

    def closeness(self, key: int, other: int) -> str | None:
        """Nearest, near or none: variants are another problem."""
        relation = self.relation(key, other)
        if key == other or relation in (None, "variant"):
            return "exact" if key == other else None
        return METHODS.get(relation, "near")

    @cache  # noqa: B019 (the oracle lives as long as the test)
    def way_back(self, holding: tuple) -> tuple:
        """The holdings from which the source was inherited, one after the other."""
        speakers = self.sourced.intersection(self.holders.successors(holding))
        if not speakers:
            return (holding,)
        nearest = min(
            speakers,
            key=lambda one: (
                self.spans[one[0]][0],
                NEAREST_FIRST.index(self.closeness(holding[1], one[1])),
                *one,
            ),
        )
        return (holding, *self.way_back(nearest))

    def shared(self, child: str, parent: str) -> set[int]:
        return {
            key
            for key in self.world.held[child]
            if any(self.closeness(key, other) for other in self.world.held[parent])
        }


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Oracle, duckdb.DuckDBPyConnection]:
    """A random world, and the warehouse that dbt built from it."""
    world, home = RandomWorld(seed=1), tmp_path_factory.mktemp("home")
    warehouse = home / "build" / "warehouse.duckdb"
    write_tables(warehouse, world.tables())
    dbt = [sys.executable, "-m", "dbt.cli.main", "--quiet", "--log-path", home / "logs"]
    subprocess.run(
        [*dbt, "run", "--select", "lineage", "leakage", "--target-path", home / "target"],
        cwd=PROJECT,
        env=os.environ | {"ATLAS_HOME": str(home)},
        check=True,
    )
    with duckdb.connect(warehouse, read_only=True) as connection:
        yield Oracle(world), connection


def write_tables(warehouse: Path, tables: dict[str, list[tuple]]) -> None:
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse) as connection:
        for name, columns in TABLES.items():
            connection.execute(f"create schema if not exists {name.split('.')[0]}")
            connection.execute(f"create table {name} ({columns})")
            if tables[name]:
                marks = ", ".join("?" * len(tables[name][0]))
                connection.executemany(f"insert into {name} values ({marks})", tables[name])


def test_order_is_that_of_disjoint_spans(built):
    oracle, warehouse = built
    found = warehouse.sql("select earlier_dataset_id, later_dataset_id from lineage.dataset_order")
    expected = {pair for pair in product(oracle.spans, repeat=2) if oracle.is_earlier(*pair)}
    assert set(found.fetchall()) == expected


def test_sources_are_recovered_as_by_walking_the_graph(built):
    oracle, warehouse = built
    found = warehouse.sql(
        "select dataset_id, prompt_key, atomic_source, round, len(path)"
        " from lineage.holding_sources"
    ).fetchall()
    assert {row[:2] for row in found} == oracle.sourced
    for dataset, key, source, rounds, length in found:
        way = oracle.way_back((dataset, key))
        assert source == oracle.own[way[-1]]
        assert rounds == length - 1 == len(way) - 1
    assert max(row[3] for row in found) > 1, "the world has no copy of a copy"
    assert len(oracle.sourced) < len(oracle.holdings), "the world leaves nothing without source"


def test_rows_tell_label_text_and_origin_apart(built):
    oracle, warehouse = built
    found = warehouse.sql(
        "select dataset_id, prompt_id[2:]::int, atomic_source, attribution_method, attribution_via,"
        " attribution_path, label_is_contradicted from lineage.row_sources"
    ).fetchall()
    assert len(found) == len(oracle.holdings) + len(oracle.spans)  # one row of each set is repeated
    for dataset, key, source, method, via, path, contradicted in found:
        holding = (dataset, key)
        way = oracle.way_back(holding)
        label = oracle.world.labels.get(holding)
        expected = oracle.own[way[-1]] if holding in oracle.sourced else None
        assert source == expected
        assert path == ([one[0] for one in way] if expected else None)
        assert contradicted == (label is not None and label != expected)
        if expected is None:
            assert (method, via) == ("none", None)
        elif label == expected:
            assert (method, via) == ("declared", None)
        elif len(way) == 1:
            assert (method, via) == ("own", None)
        else:
            assert (method, via) == (oracle.closeness(key, way[1][1]), way[1][0])


def test_pairs_count_shared_problems_in_both_directions(built):
    oracle, warehouse = built
    found = warehouse.sql(
        "select child_dataset_id, parent_dataset_id, shared_prompts, exact_prompts,"
        " share_of_parent, is_ordered from lineage.dataset_pairs where shared_prompts > 0"
    ).fetchall()
    held = oracle.world.held
    expected = set()
    for child, parent in product(held, repeat=2):
        is_ordered = oracle.is_earlier(parent, child)
        stands = is_ordered or (child < parent and not oracle.is_earlier(child, parent))
        if stands and child != parent and oracle.shared(child, parent):
            shared = len(oracle.shared(child, parent))
            exact = len(set(held[child]) & set(held[parent]))
            share_of_parent = len(oracle.shared(parent, child)) / len(held[parent])
            expected.add((child, parent, shared, exact, share_of_parent, is_ordered))
    assert set(found) == expected


def test_direct_parents_explain_the_child_and_heritage_is_their_graph(built):
    oracle, warehouse = built
    edges = warehouse.sql("select dataset_id, parent_dataset_id from lineage.direct_parents")
    direct = nx.DiGraph(edges.fetchall())
    assert nx.is_directed_acyclic_graph(direct)
    for child, parents in direct.adjacency():
        earlier = [name for name in oracle.spans if oracle.is_earlier(name, child)]
        explainable = set().union(*(oracle.shared(child, name) for name in earlier))
        explained = set().union(*(oracle.shared(child, name) for name in parents))
        assert len(explainable - explained) <= 2 * len(earlier)  # 3 would make a parent
        for parent in parents:
            others = (oracle.shared(child, name) for name in parents if name != parent)
            assert oracle.shared(child, parent) - set().union(*others)
    distances = {
        (child, ancestor, distance)
        for child, reached in nx.all_pairs_shortest_path_length(direct)
        for ancestor, distance in reached.items()
        if distance
    }
    found = warehouse.sql("select dataset_id, ancestor_dataset_id, distance from lineage.ancestors")
    assert set(found.fetchall()) == distances


def test_novelty_is_what_no_earlier_dataset_holds(built):
    oracle, warehouse = built
    found = warehouse.sql("select dataset_id, novel_prompts from lineage.novelty").fetchall()
    for dataset, novel in found:
        earlier = [name for name in oracle.spans if oracle.is_earlier(name, dataset)]
        known = set().union(*(oracle.shared(dataset, name) for name in earlier))
        expected = len(set(oracle.world.held[dataset]) - known)
        assert novel == (expected if oracle.spans[dataset] else None)


def test_every_training_prompt_that_is_an_item_is_a_leak(built):
    oracle, warehouse = built
    found = warehouse.sql(
        "select dataset_id, prompt_key, benchmark_id, benchmark_prompt_key, relation, timing"
        " from leakage.leaking_prompts"
    ).fetchall()
    expected = set()
    for training, item in product(oracle.holdings, repeat=2):
        roles = oracle.roles[training[0]], oracle.roles[item[0]]
        if roles == ("train", "benchmark") and oracle.closeness(training[1], item[1]):
            timing = "unknown"
            if oracle.is_earlier(item[0], training[0]):
                timing = "train_after_benchmark"
            elif oracle.is_earlier(training[0], item[0]):
                timing = "benchmark_after_train"
            expected.add((*training, *item, oracle.relation(training[1], item[1]), timing))
    assert set(found) == expected
