"""Generated pairs of problems with the truth: every class of edit, ready to land.

A pair is a problem and what an edit made of it. Half of the problems are benchmark items, half are
training rows; half come with answers, half without, since many datasets have none. No two problems
show the same numbers, so that whatever else is accepted is wrong.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from atlas.demo.edits import EDITS, Edit, Edited
from atlas.demo.families import FAMILIES, HELD_OUT
from atlas.demo.problems import Problem, ProblemMaker, answer_text
from atlas.home import Home
from atlas.landing.dataset import Dataset
from atlas.landing.land import land

MATHS = [family for family in (*FAMILIES, *HELD_OUT) if family.topic != "code"]
ROUNDS = 60  # through the families, for edits that fit few of their problems
ORIGINALS = ("generated_items", "generated_texts")  # by role: benchmark, train


@dataclass(frozen=True)
class Row:
    """One landed row and the problem it states."""

    dataset_id: str
    row_number: int
    text: str
    answer: str | None
    problem: str  # truth id
    family: str
    edit: str


@dataclass(frozen=True)
class Pair:
    """An edited row and the row it was made from."""

    edit: str
    kind: str
    is_same: bool
    answers_known: bool
    dataset_id: str
    row_number: int
    other_dataset_id: str
    other_row_number: int


@dataclass
class GeneratedPairs:
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    pairs: list[Pair] = field(default_factory=list)

    def add(self, dataset_id: str, text: str, answer, problem: Problem, edit: str) -> Row:
        answer = None if answer is None else answer_text(answer)
        rows = self.rows[dataset_id]
        row = Row(
            *(dataset_id, len(rows), text, answer),
            *(problem.truth_id, problem.family.name, edit),
        )
        rows.append(row)
        return row

    def table(self) -> pd.DataFrame:
        return pd.DataFrame([row for rows in self.rows.values() for row in rows])


def generate(a_class: int, seed: int) -> GeneratedPairs:
    """`a_class` pairs of every edit class, or as many as its families give."""
    rng, maker, made = Random(seed), ProblemMaker(), GeneratedPairs()
    for name, edit in sorted(EDITS.items()):
        # Of frames there are several, and landing only sees one that many rows share.
        count = 2 * a_class if edit.kind == "frame" else a_class
        for number, (problem, edited) in enumerate(edited_problems(edit, count, maker, rng)):
            originals = ORIGINALS[number % 2]
            answers_known = number // 2 % 2 == 0
            answer = problem.answer if edited.original_answer is None else edited.original_answer
            original = made.add(
                *(originals, edited.original, answer if answers_known else None),
                *(problem, "same"),
            )
            result = made.add(
                *(dataset_of(edit, edited), edited.text, edited.answer if answers_known else None),
                *(edited.problem, name),
            )
            made.pairs.append(
                Pair(
                    *(name, edit.kind, edit.keeps_problem, answers_known),
                    *(result.dataset_id, result.row_number),
                    *(original.dataset_id, original.row_number),
                )
            )
    return made


def edited_problems(
    edit: Edit, count: int, maker: ProblemMaker, rng: Random
) -> Iterator[tuple[Problem, Edited]]:
    found = 0
    for _ in range(ROUNDS):
        for family in rng.sample(MATHS, len(MATHS)):
            problem = family.make(rng)
            edited = edit.apply(problem, rng)
            if edited and maker.claim(problem):
                yield problem, edited
                found += 1
                if found == count:
                    return


def dataset_of(edit: Edit, edited: Edited) -> str:
    """A wrapper stands around all rows of a dataset; other edits share one."""
    if edit.kind != "frame":
        return "generated_edits"
    frame = edited.text.replace(edited.original, "\0")
    return f"generated_{edit.name}_{sum(frame.encode()) % 1000}"


def land_pairs(made: GeneratedPairs, home: Home) -> None:
    """Every dataset as JSON lines, with the fields `problem` and `answer`."""
    with TemporaryDirectory(prefix="atlas-pairs-") as folder:
        for dataset_id, rows in made.rows.items():
            file = Path(folder) / f"{dataset_id}.jsonl"
            lines = [json.dumps({"problem": row.text, "answer": row.answer}) for row in rows]
            file.write_text("\n".join(lines), encoding="utf-8")
            role = "benchmark" if dataset_id == "generated_items" else "train"
            released = "2024-01-01" if dataset_id in ORIGINALS else "2025-01-01"
            fields = {"prompt": "problem", "answer": "answer", "domain": "math"}
            land(Dataset(dataset_id, [file], role, released, **fields), home)


def with_prompt_ids(made: GeneratedPairs, connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The pairs with the ids that their prompts got, and the family of the original."""
    connection.register("made_pairs", pd.DataFrame(made.pairs))
    connection.register("made_rows", made.table())
    return connection.sql("""
        select one.prompt_id, other.prompt_id as other_prompt_id, made_pairs.*, family,
        from made_pairs
        inner join canonical.occurrences as one using (dataset_id, row_number)
        inner join canonical.occurrences as other
            on other_dataset_id = other.dataset_id and other_row_number = other.row_number
        inner join made_rows
            on other_dataset_id = made_rows.dataset_id and other_row_number = made_rows.row_number
    """).df()


# Pairs of texts that the judge saw, whether they were made to be compared or not.
JUDGED = """
    with

    stated as (
        select
            text_id,
            list(distinct problem) as problems,
            list(distinct family) as families,
            list(distinct edit) as edits,
            any_value(text) as text,
        from canonical.occurrences
        inner join canonical.distinct_prompts using (prompt_key, prompt_id)
        inner join made_rows using (dataset_id, row_number)
        group by text_id
    )

    select
        judgements.relation,
        judgements.match_weight,
        judgements.is_same_problem as is_accepted,
        list_has_any(one.problems, other.problems) as is_same,
        list_has_any(one.families, other.families) as is_same_family,
        list_distinct(one.edits || other.edits) as edits,
        one.text,
        other.text as other_text,
    from matching.judgements
    inner join stated as one using (text_id)
    inner join stated as other on judgements.other_text_id = other.text_id
    union all
    select 'normalised', null, true, len(problems) = 1, true, edits, text, text
    from stated where len(problems) > 1 or len(edits) > 1
"""


def judged(made: GeneratedPairs, connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per pair of texts that was judged, with the truth on it."""
    connection.register("made_rows", made.table())
    return connection.sql(JUDGED).df()
