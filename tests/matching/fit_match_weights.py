"""Fit seeds/match_weights.csv anew: python -m tests.matching.fit_match_weights HOME REAL_DATA

HOME is an ATLAS_HOME with the shared real data built. A logistic regression with an L1 penalty over
the levels of the comparisons: edges are cumulative, so that only edges that matter get a step. The
coefficients, in log2 odds, are the weights. Known pairs count less than hand-read ones, of which
there are fewer. Needs scikit-learn.
"""

import csv
import math
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from tests.matching import known_pairs

SEED = Path(__file__).parents[2] / "seeds" / "match_weights.csv"
PENALTY, WEIGHT_OF_DOUBTFUL, WEIGHT_OF_KNOWN = 0.5, 0.4, 0.3


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
            columns |= {(comparison, name): values == name for name in names}
    return columns


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
    columns = design(levels.reset_index(drop=True))
    table = pd.DataFrame(columns).astype(float)
    is_same = (levels.judgement == "same").to_numpy()
    is_read = (levels.kind == "hand_read").to_numpy()
    weights = np.where(levels.is_sure == 1, 1.0, WEIGHT_OF_DOUBTFUL)
    weights = np.where(is_read, weights, WEIGHT_OF_KNOWN)
    model = LogisticRegression(C=PENALTY, l1_ratio=1, solver="saga", max_iter=800)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    guess = cross_val_predict(
        model, table.to_numpy(), is_same, cv=folds, params={"sample_weight": weights}
    )
    right = is_read & (levels.is_sure == 1).to_numpy() & guess & is_same
    sure = is_read & (levels.is_sure == 1).to_numpy()
    print(f"hand-read, held out: precision {right.sum() / (guess & sure).sum():.3f}, ", end="")
    print(f"recall {right.sum() / (is_same & sure).sum():.3f} of {sure.sum()} pairs")
    model.fit(table.to_numpy(), is_same, sample_weight=weights)
    write(columns, model.coef_[0] / math.log(2), model.intercept_[0] / math.log(2))


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
