"""The judge on published pairs that were read: python -m tests.matching.real_pairs HOME

HOME is an ATLAS_HOME with the published datasets built. The pairs are in seed reviewed_pairs, as
ids and judgement. The judge is fitted on the same pairs, so these figures flatter; the fit prints
what comes out by cross-validation. A reading overrules the judge in the warehouse, not here.
"""

from pathlib import Path

import duckdb
import pandas as pd
import typer

from atlas.home import Home
from atlas.settings import setting
from tests.matching.baselines import RULES
from tests.matching.known_pairs import MISSED, REVIEWED
from tests.matching.measure import markdown, precision, recall, shown, verdicts, wilson

BY_CHANCE = ("random", "by_weight")  # samples drawn without a look at whether the judge errs
STRATA = (0, 1, 2, 3, 4, 6, 8)  # match weights from which a stratum of accepted pairs starts


def labelled() -> pd.DataFrame:
    pairs = pd.read_csv(REVIEWED)
    pairs = pairs[~pairs["sample"].isin(MISSED)]
    return pairs.assign(is_same=pairs.judgement == "same")


def stratum(match_weight: float) -> str:
    """The stratum of an accepted pair; pairs of one normal form have no weight."""
    if pd.isna(match_weight):
        return "one normal form"
    place = max((edge for edge in STRATA if match_weight >= edge), default=STRATA[0])
    return f"from {place:g}"


def open_warehouse(home: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(Home(home.absolute()).warehouse), read_only=True)


def judged_pairs(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The labelled pairs whose prompts are landed, with verdicts, also of simpler rules."""
    found = verdicts(connection, labelled())
    for name, rule in RULES.items():
        found[name] = rule(found)
    return found


def overall(pairs: pd.DataFrame) -> str:
    """Precision and recall on the pairs that readers were sure of."""
    sure = pairs[pairs.is_sure]
    methods = {"the judge": "is_accepted", **{name: name for name in RULES}}
    return markdown(
        [
            {
                "": name,
                "precision": shown(precision(sure, accepted)),
                "recall": shown(recall(sure, accepted)),
            }
            for name, accepted in methods.items()
        ]
    )


def by_relation(pairs: pd.DataFrame) -> str:
    """By what the judge called a pair: how many of them are one problem."""
    sure = pairs[pairs.is_sure]
    return markdown(
        [
            {"the judge says": relation, "one problem": shown(found.is_same)}
            for relation, found in sure.groupby("relation")
        ]
    )


def by(pairs: pd.DataFrame, column: str) -> str:
    sure = pairs[pairs.is_sure]
    return markdown(
        [
            {column: name, "precision": shown(precision(found)), "recall": shown(recall(found))}
            for name, found in sure.groupby(column)
        ]
    )


def accepted_counts(connection: duckdb.DuckDBPyConnection) -> pd.Series:
    """How many pairs of prompts the judge accepts in the warehouse, by stratum."""
    weights = connection.execute(
        "select match_weight, count(*) as pairs from matching.verified_pairs"
        " where match_weight is null or match_weight >= ? group by match_weight",
        [setting("match_weight_threshold")],
    ).df()
    return weights.pairs.groupby(weights.match_weight.map(stratum)).sum()


def wrong_by_stratum(pairs: pd.DataFrame, counts: pd.Series) -> str:
    """The share of all accepted pairs that is wrong, from the pairs that were drawn by chance."""
    read = pairs[pairs.is_accepted & pairs["sample"].isin(BY_CHANCE)]
    wrong = (~read.is_same).groupby(read.match_weight.map(stratum)).agg(["sum", "count"])
    rows, likely, most = [], 0.0, 0.0
    for name, count in counts.items():
        found, size = wrong.loc[name] if name in wrong.index else (0, 0)
        estimate = found / size if size else 0.0
        _, high = wilson(int(found), int(size))
        likely, most = likely + count * estimate, most + count * high
        rows.append(
            {
                "match weight": name,
                "accepted": f"{count:,}",
                "read": f"{size:,}",
                "wrong": f"{found:,}",
                "share": f"{estimate:.3f}, at most {high:.3f}" if size else "unknown",
            }
        )
    total = counts.sum()
    summary = f"{likely / total:.4f}, at most {most / total:.4f}"
    return markdown(
        [
            *rows,
            {
                "match weight": "all",
                "accepted": f"{total:,}",
                "read": f"{len(read):,}",
                "wrong": f"{(~read.is_same).sum():,}",
                "share": summary,
            },
        ]
    )


def main(home: Path) -> None:
    connection = open_warehouse(home)
    pairs = judged_pairs(connection)
    for table in (overall, by_relation):
        print(f"\n{table.__doc__}\n\n{table(pairs)}")
    for column in ("sample", "languages", "found_by"):
        print(f"\n{by(pairs, column)}")
    counts = accepted_counts(connection)
    print(f"\n{wrong_by_stratum.__doc__}\n\n{wrong_by_stratum(pairs, counts)}")


if __name__ == "__main__":
    typer.run(main)
