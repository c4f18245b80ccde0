"""Fit seeds/match_weights.csv anew: python -m tests.matching.fit_match_weights HOME REAL_DATA

HOME is an ATLAS_HOME with the shared real data built. A logistic regression with an L1 penalty over
the levels of the comparisons: edges are cumulative, so that only edges that matter get a step, and
a step goes the way its measure means: more in common never speaks against a pair. What is not known
(an answer, say) weighs nothing, and each pair counts a second time, half, without its answers: many
datasets have none. The coefficients, in log2 odds, are the weights. Known pairs count
less than hand-read ones, of which there are fewer.
"""

import csv
import math
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from scipy.optimize import minimize

from tests.matching import known_pairs

SEED = Path(__file__).parents[2] / "seeds" / "match_weights.csv"
PENALTY, WEIGHT_OF_DOUBTFUL, WEIGHT_OF_KNOWN = 0.7, 0.4, 0.3
FOLDS = 8

# The more of these, the less are two texts one problem; of the others, the more.
AGAINST = (
    "numbers_missed numbers_added operators_missed operators_added rare_words_exchanged "
    "rarest_word_added question_words_exchanged contrasts length_ratio translated_numbers_added"
).split()
EITHER_WAY = ["shorter_length", "formula_length"]
# Levels that say nothing: the other levels of their comparison are seen from them.
NEUTRAL = [
    ("answers", "unknown"),
    ("answers", "option_letter"),
    ("kernels", "different"),
    ("languages", "same"),
    ("pictures", "not_both"),
]


def levels_of(warehouse: Path, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that were candidates, with their levels."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    connection.register("pairs", pairs)
    return connection.sql(
        """
        select pairs.judgement, pairs.is_sure, pairs.kind, levels.* exclude (text_id, other_text_id)
        from pairs
        inner join canonical.distinct_prompts as prompts using (prompt_id)
        inner join canonical.distinct_prompts as others
            on pairs.other_prompt_id = others.prompt_id
        inner join matching.comparison_levels as levels
            on levels.text_id = least(prompts.text_id, others.text_id)
            and levels.other_text_id = greatest(prompts.text_id, others.text_id)
        """
    ).df()


def of_different_domains(warehouse: Path, count: int) -> pd.DataFrame:
    """Candidates of a maths problem and a coding task: none of them is one problem."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    return connection.sql(
        f"""
        with domains as (
            select text_id, min(domain) as domain
            from canonical.distinct_prompts
            inner join canonical.occurrences using (prompt_key)
            inner join staging.landed_datasets using (dataset_id)
            group by text_id
            having count(distinct domain) = 1
        )
        select 'unrelated' as judgement, 1 as is_sure, 'other_domain' as kind,
            levels.* exclude (text_id, other_text_id)
        from matching.comparison_levels as levels
        inner join domains as one using (text_id)
        inner join domains as other on levels.other_text_id = other.text_id
        where least(one.domain, other.domain) = 'code'
            and greatest(one.domain, other.domain) = 'math'
        order by md5(levels.text_id::varchar || levels.other_text_id::varchar)
        limit {count}
        """
    ).df()


def is_edge(level: str) -> bool:
    return level.replace(".", "", 1).isdigit()


def design(levels: pd.DataFrame) -> dict[tuple[str, str], pd.Series]:
    """A column per level: reached or not for edges, equal or not for words."""
    columns = {}
    for comparison in levels.columns[3:]:
        values = levels[comparison]
        names = sorted(values.unique())
        edges = sorted(filter(is_edge, names), key=float)
        if len(edges) >= len(names) - 1:
            reached = values.where(values.map(is_edge), "-1").astype(float)
            columns |= {(comparison, edge): reached >= float(edge) for edge in edges[1:]}
        else:
            columns |= {
                (comparison, name): values == name
                for name in names
                if (comparison, name) not in NEUTRAL
            }
    return columns


def fit(table: np.ndarray, is_same, weights, columns) -> np.ndarray:
    """Prior and steps (n columns + 1) of the penalised, sign-constrained logistic regression."""
    inputs = np.column_stack([np.ones(len(table)), table])
    target = np.asarray(is_same, float)
    # Every step is the difference of two that are at least 0; a bound closes the wrong one.
    up = [(0, None) if may_rise(*column) else (0, 0) for column in columns]
    down = [(0, None) if may_fall(*column) else (0, 0) for column in columns]

    def loss(parts: np.ndarray) -> tuple[float, np.ndarray]:
        count = len(columns)
        steps = np.concatenate([parts[:1], parts[1 : count + 1] - parts[count + 1 :]])
        score = inputs @ steps
        error = weights * (1 / (1 + np.exp(-score)) - target)
        value = (weights * (np.logaddexp(0, score) - target * score)).sum()
        slope = inputs.T @ error
        gradient = np.concatenate([slope[:1], slope[1:] + PENALTY, -slope[1:] + PENALTY])
        return value + PENALTY * parts[1:].sum(), gradient

    start = np.zeros(2 * len(columns) + 1)
    bounds = [(None, None), *up, *down]
    parts = minimize(loss, start, jac=True, bounds=bounds, options={"maxiter": 600}).x
    return np.concatenate([parts[:1], parts[1 : len(columns) + 1] - parts[len(columns) + 1 :]])


def may_rise(comparison: str, level: str) -> bool:
    return comparison not in AGAINST


def may_fall(comparison: str, level: str) -> bool:
    return comparison in (*AGAINST, *EITHER_WAY) or not is_edge(level)


def main(home: Path, real_data: Path) -> None:
    pairs = pd.concat(
        [
            known_pairs.hand_read(),
            known_pairs.perturbed(real_data),
            known_pairs.translated(real_data),
        ]
    )
    levels = levels_of(home / "warehouse.duckdb", pairs)
    levels = pd.concat([levels, of_different_domains(home / "warehouse.duckdb", 800)])
    generated = home.with_name(f"{home.name}_generated")
    if (generated / "warehouse.duckdb").exists():  # landed and built from known_pairs.generated
        known = pd.read_csv(generated / "known_pairs.csv")
        levels = pd.concat([levels, levels_of(generated / "warehouse.duckdb", known)])
    unanswered = levels[levels.kind != "other_domain"].assign(answers="unknown")
    is_copy = np.repeat([False, True], [len(levels), len(unanswered)])
    levels = pd.concat([levels, unanswered], ignore_index=True)
    columns = design(levels)
    table = pd.DataFrame(columns).to_numpy(float)
    is_same = (levels.judgement == "same").to_numpy()
    is_sure = (levels.is_sure == 1).to_numpy()
    is_read = (levels.kind == "hand_read").to_numpy()
    weights = np.where(is_read, np.where(is_sure, 1.0, WEIGHT_OF_DOUBTFUL), WEIGHT_OF_KNOWN)
    weights = weights * np.where(is_copy, 0.5, 1.0)
    score = held_out(table, is_same, weights, columns)
    shown, accepted = is_read & is_sure & ~is_copy, score > 0
    precision = is_same[shown & accepted].mean()
    recall = accepted[shown & is_same].mean()
    print(f"hand-read, held out: precision {precision:.3f}, recall {recall:.3f} of {shown.sum()}")
    steps = fit(table, is_same, weights, columns) / math.log(2)
    write(columns, steps[1:], steps[0])


def held_out(table, is_same, weights, columns) -> np.ndarray:
    """The score of each pair by a fit that has not seen it."""
    fold = np.arange(len(table)) % FOLDS
    score = np.zeros(len(table))
    for k in range(FOLDS):
        seen = fold != k
        steps = fit(table[seen], is_same[seen], weights[seen], columns)
        score[~seen] = steps[0] + table[~seen] @ steps[1:]
    return score


def write(columns, steps, prior: float) -> None:
    with SEED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["comparison", "level", "weight"])
        writer.writerow(["prior", "", round(prior, 2)])
        height = {}
        for (comparison, level), step in zip(columns, steps, strict=True):
            below = height.get(comparison, 0.0) if is_edge(level) else 0.0
            height[comparison] = below + step
            writer.writerow([comparison, level, round(height[comparison], 2)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
