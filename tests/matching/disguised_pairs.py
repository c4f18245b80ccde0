"""Published problems, changed and disguised: python -m tests.matching.disguised_pairs HOME

HOME is an ATLAS_HOME with published datasets built; beside it, in HOME_disguised, land texts drawn
from it, what a change makes of each, what a disguise does, and what both do one after the other.
The judge is fitted on these pairs too, since few that were read differ in one sign or word only.
Half of the problems are left alone, for measurements (`spared`). Answers stand beside some of them.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from atlas.home import Home
from atlas.landing.dataset import Dataset
from atlas.landing.land import land
from tests.matching.build import build_matching
from tests.matching.changes import OTHER_CHANGES, SMALL_CHANGES
from tests.matching.disguises import DISGUISES
from tests.matching.exchanges import Change
from tests.matching.known_pairs import known

A_DATASET = 110  # texts of each
SHORTEST, LONGEST = 30, 3000  # characters of a text
SEED = 11
CHANGES_OF_DISGUISED = 0.5  # share of the changes that stand in a disguise
DISGUISED_TWICE = 0.3
SAME_ANSWER = 0.25  # of the changes that have an answer


def spared(problem: str) -> str:
    """SQL that is true of the half of the problems that no pair here is made of."""
    return f"md5({problem} || 'spared') < '8'"


def drawn(warehouse: Path, count: int = A_DATASET) -> list[tuple[str, str | None]]:
    """Text and answer of up to `count` problems of each dataset."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.sql(
            f"""
            with texts as (
                select distinct on (problem_id)
                    dataset_id, repaired_prompt as text, answer
                from marts.rows
                inner join canonical.distinct_prompts using (prompt_id)
                where length(text) between {SHORTEST} and {LONGEST} and not {spared("problem_id")}
                order by problem_id, md5(dataset_id || text)
            )
            select text, answer
            from texts
            qualify row_number() over (partition by dataset_id order by md5(text)) <= {count}
            order by md5(text)
            """
        ).fetchall()


def applied(
    ways: dict[str, Change], text: str, rng: Random, used: dict[str, int]
) -> tuple[str | None, str]:
    """Name and outcome of one of the ways that change the text: the least used one."""
    for name in sorted(ways, key=lambda name: (used[name], rng.random())):
        changed = ways[name](text, rng)
        if changed and changed.strip() != text.strip():
            used[name] += 1
            return name, changed
    return None, text


def other_answer(answer: str | None, rng: Random) -> str | None:
    """What may stand beside another problem: nothing, another answer, or the same by chance."""
    if answer is None or rng.random() < 0.45:
        return None
    if rng.random() < SAME_ANSWER:
        return answer
    if answer.strip().lstrip("-").isdigit() and rng.random() < 0.6:
        return str(int(answer) + rng.choice((-10, -2, -1, 1, 2, 3, 10)))
    return str(rng.randrange(2, 5000))


def make(
    items: list[tuple[str, str | None]], seed: int
) -> tuple[dict[str, list[tuple[str, str | None]]], pd.DataFrame]:
    """Rows of text and answer by dataset, and the pairs of texts with their judgement and kind."""
    rng, used = Random(seed), defaultdict(int)
    rows: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    pairs = []
    for text, answer in items:
        change, changed = applied(SMALL_CHANGES | OTHER_CHANGES, text, rng, used)
        kind = f"{'changed' if change in SMALL_CHANGES else 'otherwise changed'}: {change}"
        disguise, disguised = applied(DISGUISES, text, rng, used)
        if disguise and rng.random() < DISGUISED_TWICE:
            disguised = applied(DISGUISES, disguised, rng, used)[1]
        if change and rng.random() < CHANGES_OF_DISGUISED:
            changed = applied(DISGUISES, changed, rng, used)[1]
        rows["disguised_items"].append((text, answer))
        if disguise:
            kept = answer if rng.random() < 0.7 else None
            rows["disguised_rows"].append((disguised, kept))
            pairs.append((text, disguised, "same", f"disguised: {disguise}"))
        if change:
            rows["changed_rows"].append((changed, other_answer(answer, rng)))
            pairs.append((text, changed, "variant", kind))
        if disguise and change:
            pairs.append((disguised, changed, "variant", f"{kind}, and disguised"))
    return rows, known(pairs)


def land_rows(rows: dict[str, list[tuple[str, str | None]]], home: Home) -> None:
    with TemporaryDirectory(prefix="atlas-pairs-") as folder:
        for dataset_id, texts in rows.items():
            file = Path(folder) / f"{dataset_id}.jsonl"
            lines = [json.dumps({"problem": text, "answer": answer}) for text, answer in texts]
            file.write_text("\n".join(lines), encoding="utf-8")
            fields = {"prompt": "problem", "answer": "answer", "domain": "math"}
            role = "benchmark" if dataset_id == "disguised_items" else "train"
            land(Dataset(dataset_id, [file], role, "2025-01-01", **fields), home)


def disguised(home: Path) -> tuple[Path, pd.DataFrame]:
    """The warehouse beside `home` with the pairs, and these; made where it is missing."""
    made = Home(home.with_name(f"{home.name}_disguised").absolute())
    warehouse, known_pairs = made.build / "warehouse.duckdb", made.root / "known_pairs.csv"
    if not known_pairs.exists():
        rows, pairs = make(drawn(home / "warehouse.duckdb"), SEED)
        land_rows(rows, made)
        build_matching(made)
        pairs.to_csv(known_pairs, index=False)
    return warehouse, pd.read_csv(known_pairs)


if __name__ == "__main__":
    print(disguised(Path(sys.argv[1]))[1].kind.value_counts())
