"""Fit seeds/match_trees.csv anew: python -m tests.matching.fit_match_trees HOME REAL_DATA

HOME is an ATLAS_HOME with the shared real data built; beside it HOME_generated, made by
`python -m tests.matching.benchmark --home HOME_generated --seed 7 --a-class 160`; published texts
that are changed and disguised, and demo worlds of other seeds than the bundled one, are made on the
way. Gradient-boosted trees over matching.witnesses, grown by LightGBM, which only this script needs
(pip install lightgbm). Where a direction is beyond doubt a tree must keep it: more numbers missed
never speak for a pair. Each pair counts a second time, half, without its answers: many datasets
have none. A reading that nobody was sure of counts less, and so does a pair that rules have made.
"""

import csv
import itertools
import math
import sys
from pathlib import Path

import duckdb
import lightgbm
import networkx as nx
import numpy as np
import pandas as pd

from atlas.demo.land import land_demo
from atlas.demo.world import make_world
from atlas.home import Home
from atlas.settings import setting
from python_udfs.judge import WITNESSES
from tests.matching import known_pairs
from tests.matching.build import build_matching
from tests.matching.disguised_pairs import disguised

SEED = Path(__file__).parents[2] / "seeds" / "match_trees.csv"
WEIGHT_OF_DOUBTFUL, WEIGHT_OF_UNANSWERED = 0.4, 0.5
# Of pairs that rules have made, whose changes are all of a few kinds; by the beginning of the kind.
WEIGHTS_OF_MADE = {"disguised": 0.4, "changed": 0.2, "otherwise changed": 0.03}
WEIGHT_OF_BOTH = 0.5  # where a change and a disguise were made
FOLDS, ROUNDS = 5, 3
DEMO_SEEDS = (1, 2, 3)  # not the one that tests use
SMALLEST_EDGE = 1e-30  # LightGBM's 0 is a little more
# The more of these, the less are two texts one problem; 1 where the more.
DIRECTIONS = {
    **{"answers": 1, "numbers_missed": -1, "contrasts": -1, "concepts_exchanged": -1},
    **{"formula_out_of_order": -1, "question_words_exchanged": -1, "denials": -1},
    **{"unsteady_exchanges": -1},
}
TREES = {
    **{"n_estimators": 600, "learning_rate": 0.06, "max_depth": 8, "num_leaves": 48},
    **{"min_child_samples": 10, "reg_lambda": 3, "subsample": 0.8, "subsample_freq": 1},
    **{"colsample_bytree": 0.5, "n_jobs": 1, "verbose": -1, "deterministic": True},
    **{"monotone_constraints": [DIRECTIONS.get(name, 0) for name in WITNESSES]},
}


def witnesses_of(warehouse: Path, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that a net proposed, with what was measured on them."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.register("pairs", pairs)
        return connection.sql(
            """
            select pairs.*, witnesses.* exclude (text_id, other_text_id, inputs_id)
            from pairs
            inner join canonical.distinct_prompts as prompts using (prompt_id)
            inner join canonical.distinct_prompts as others
                on pairs.other_prompt_id = others.prompt_id
            inner join matching.witnesses
                on witnesses.text_id = least(prompts.text_id, others.text_id)
                and witnesses.other_text_id = greatest(prompts.text_id, others.text_id)
            inner join matching.candidate_pairs
                on witnesses.text_id = candidate_pairs.text_id
                and witnesses.other_text_id = candidate_pairs.other_text_id
            where candidate_pairs.found_by <> 'reviewed'
            order by all
            """
        ).df()


def of_different_domains(warehouse: Path, count: int) -> pd.DataFrame:
    """Candidates of a maths problem and a coding task: none of them is one problem."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.sql(
            f"""
            with domains as (
                select text_id, min(prompt_id) as prompt_id, min(domain) as domain
                from canonical.distinct_prompts
                inner join canonical.occurrences using (prompt_key, prompt_id)
                inner join staging.landed_datasets using (dataset_id)
                group by text_id
                having count(distinct domain) = 1
            )
            select one.prompt_id, other.prompt_id as other_prompt_id,
                'unrelated' as judgement, 1 as is_sure, 'other_domain' as kind,
                witnesses.* exclude (text_id, other_text_id, inputs_id)
            from matching.witnesses
            inner join domains as one using (text_id)
            inner join domains as other on witnesses.other_text_id = other.text_id
            where least(one.domain, other.domain) = 'code'
                and greatest(one.domain, other.domain) = 'math'
            order by md5(one.prompt_id || other.prompt_id)
            limit {count}
            """
        ).df()


def of_demo_world(home: Path, seed: int, count: int) -> pd.DataFrame:
    """Every pair of one problem in a demo world, and `count` of the other candidates."""
    warehouse = home / "build" / "warehouse.duckdb"
    if not warehouse.exists():
        land_demo(Home(home.absolute()), seed)
        build_matching(Home(home.absolute()))
    rows = [
        (spec.name, row_number, row.problem.truth_id)
        for spec, row_number, row in make_world(seed).everything()
        if row.problem
    ]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.register("made", pd.DataFrame(rows, columns=["dataset", "number", "problem"]))
        return connection.sql(
            f"""
            with texts as (
                select text_id, min(prompt_id) as prompt_id, min(problem) as problem
                from made
                inner join canonical.occurrences on dataset = dataset_id and number = row_number
                inner join canonical.distinct_prompts using (prompt_id, prompt_key)
                group by text_id
            )
            select
                one.prompt_id,
                other.prompt_id as other_prompt_id,
                if(one.problem = other.problem, 'same', 'variant') as judgement,
                1 as is_sure,
                'demo' as kind,
                witnesses.* exclude (text_id, other_text_id, inputs_id)
            from matching.witnesses
            inner join texts as one using (text_id)
            inner join texts as other on witnesses.other_text_id = other.text_id
            qualify
                judgement = 'same'
                or row_number() over (
                    partition by judgement, is_same_language
                    order by md5(one.prompt_id || other.prompt_id)
                ) <= {count}
            order by all
            """
        ).df()


def known(home: Path, real_data: Path) -> pd.DataFrame:
    """Every pair whose judgement is known, with its witnesses and its weight."""
    warehouse = home / "warehouse.duckdb"
    pairs = pd.concat(
        [
            known_pairs.hand_read(),
            known_pairs.perturbed(real_data),
            known_pairs.translated(real_data),
        ]
    )
    found = [witnesses_of(warehouse, pairs), of_different_domains(warehouse, 800)]
    generated = home.with_name(f"{home.name}_generated")
    made = pd.read_csv(generated / "known_pairs.csv").query("not is_held_out")
    found.append(witnesses_of(generated / "build" / "warehouse.duckdb", made))
    for seed in DEMO_SEEDS:
        found.append(of_demo_world(home.with_name(f"{home.name}_demo_{seed}"), seed, 800))
    found.append(witnesses_of(*disguised(home)))
    table = pd.concat(found, ignore_index=True)
    table["weight"] = np.where(table.is_sure == 1, 1.0, WEIGHT_OF_DOUBTFUL)
    table["weight"] *= table.kind.str.split(":").str[0].map(WEIGHTS_OF_MADE).fillna(1.0)
    table.loc[table.kind.str.endswith("and disguised"), "weight"] *= WEIGHT_OF_BOTH
    return table


def unanswered(table: pd.DataFrame) -> pd.DataFrame:
    """The same pairs, their answers unknown, unless these are what proposed them."""
    return table[table.is_found_by_answer == 0].assign(
        answers=1,
        shared_answer_length=0,
        shared_answer_is_given=0,
        answer_is_given_by_other=0,
        shared_answer_numbers=0,
        weight=lambda pairs: pairs.weight * WEIGHT_OF_UNANSWERED,
    )


def fit(table: pd.DataFrame, seed: int = 0) -> lightgbm.LGBMClassifier:
    both = pd.concat([table, unanswered(table)], ignore_index=True)
    trees = lightgbm.LGBMClassifier(**TREES, random_state=seed)
    return trees.fit(
        both[list(WITNESSES)].astype(float), both.judgement == "same", sample_weight=both.weight
    )


def held_out(table: pd.DataFrame) -> list[pd.DataFrame]:
    """A round each: every pair's probability by a fit that saw none of its texts, with and without
    answers."""
    texts = nx.Graph(zip(table.prompt_id, table.other_prompt_id, strict=True))
    group = {
        prompt: number
        for number, prompts in enumerate(nx.connected_components(texts))
        for prompt in prompts
    }
    groups = table.prompt_id.map(group).to_numpy()
    cases = {"answered": table, "unanswered": unanswered(table)}
    rounds = []
    for seed in range(ROUNDS):
        scores = pd.DataFrame({name: pd.Series(0.0, rows.index) for name, rows in cases.items()})
        fold = np.random.RandomState(seed).permutation(groups.max() + 1)[groups] % FOLDS
        for k in range(FOLDS):
            trees, left = fit(table[fold != k], seed), table.index[fold == k]
            for name, case in cases.items():
                rows = case[case.index.isin(left)]
                features = rows[list(WITNESSES)].astype(float)
                scores.loc[rows.index, name] = trees.predict_proba(features)[:, 1]
        rounds.append(scores)
    return rounds


def report(table: pd.DataFrame, rounds: list[pd.DataFrame]) -> None:
    """Precision and recall of single fits: the means over the rounds."""
    is_same = table.judgement == "same"
    threshold = 1 / (1 + 2 ** -setting("match_weight_threshold"))
    for kind, name in itertools.product(("read", "read in doubt"), rounds[0]):
        precisions, recalls = [], []
        for scores in rounds:
            shown = (table.kind == kind) & (table.is_sure == 1) & scores[name].notna()
            accepted = scores[name] >= threshold
            precisions.append(is_same[shown & accepted].mean())
            recalls.append(accepted[shown & is_same].mean())
        print(
            f"{shown.sum()} {kind}, held out, {name}: "
            f"P {np.mean(precisions):.3f} R {np.mean(recalls):.3f}"
        )


def write(trees: lightgbm.Booster) -> None:
    """Nodes are numbered from the root, 0; a pair goes `below` with a value of at most the edge."""
    with SEED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["tree", "node", "witness", "edge", "below", "above", "weight"])
        for number, tree in enumerate(trees.dump_model()["tree_info"]):
            waiting, count = [(0, tree["tree_structure"])], 1
            while waiting:
                node, made = waiting.pop(0)
                if "split_feature" not in made:
                    weight = made["leaf_value"] / math.log(2)
                    writer.writerow([number, node, "", "", "", "", f"{weight:.4f}"])
                    continue
                weight = made["internal_value"] / math.log(2)
                edge = made["threshold"] if abs(made["threshold"]) > SMALLEST_EDGE else 0
                witness = WITNESSES[made["split_feature"]]
                writer.writerow(
                    [number, node, witness, f"{edge:.6g}", count, count + 1, f"{weight:.4f}"]
                )
                waiting += [(count, made["left_child"]), (count + 1, made["right_child"])]
                count += 2


def main(home: Path, real_data: Path) -> None:
    table = known(home, real_data)
    report(table, held_out(table))
    write(fit(table).booster_)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
