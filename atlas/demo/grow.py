"""A corpus of any size with known truth, for measuring speed and matching.

A row is two numbers: the index of a problem and an edit code (0: as it was made). Both are drawn
first, dataset after dataset, so that copying a row copies two numbers; texts are then made from
them, each dataset by itself, in as many processes as there are processors. What two rows ask for is
the same exactly when their `problem` in truth.parquet is the same.
"""

import hashlib
import os
from array import array
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.demo.edits import EDITS
from atlas.demo.families import FAMILIES
from atlas.demo.problems import Family, answer_text
from atlas.demo.world import SEED
from atlas.demo.write import write_table

CHANGES = [edit for edit in EDITS.values() if edit.in_demo and edit.relation != "unrelated"]
TRAIN_SETS, BENCHMARKS = 16, 2
NEW, EDITED, LEAKED = 0.28, 0.18, 0.002  # shares of a training set; the rest are copies
BATCH = 50_000
SCHEMA = pa.schema([("problem", pa.string()), ("answer", pa.string())])
TRUTH_SCHEMA = pa.schema(
    [("row_number", pa.int64()), ("problem", pa.int64()), ("edit", pa.string())]
)


@dataclass
class Plan:
    """One dataset to write: a problem index and an edit code per row."""

    name: str
    role: str
    released_on: str
    problems: array
    edits: array


def grow(
    folder: Path, row_count: int, seed: int = SEED, processes: int | None = None
) -> list[Plan]:
    """Writes <dataset>/rows.parquet, <dataset>/truth.parquet and catalog.csv."""
    plans = plan_corpus(row_count, seed)
    write = partial(write_dataset, folder, seed)
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        for _ in pool.map(write, sorted(plans, key=lambda plan: -len(plan.problems))):
            pass
    write_table(folder / "catalog.csv", [catalog_row(plan) for plan in plans])
    return plans


def plan_corpus(row_count: int, seed: int) -> list[Plan]:
    """Benchmarks come first; each training set copies from up to three earlier ones."""
    rng, plans, first_new = Random(f"{seed}:grow:{row_count}"), [], 0
    item_count = max(10, row_count // 1000)
    for number in range(BENCHMARKS):
        items = array("q", range(first_new, first_new + item_count))
        first_new += item_count
        plans.append(
            Plan(
                f"grown_benchmark_{number}",
                "benchmark",
                f"2020-0{number + 1}-01",
                items,
                array("q", bytes(8 * item_count)),
            )
        )
    weights = [1 / (1 + number % 7) for number in range(TRAIN_SETS)]
    for number, weight in enumerate(weights):
        size = round((row_count - BENCHMARKS * item_count) * weight / sum(weights))
        parents = rng.sample(plans[BENCHMARKS:], min(3, number))
        new = round(size * NEW) if parents else size
        problems, edits = array("q", range(first_new, first_new + new)), array("q", bytes(8 * new))
        first_new += new
        for _ in range(size - new):
            parent = rng.choice(plans[:BENCHMARKS] if rng.random() < LEAKED else parents)
            row = rng.randrange(len(parent.problems))
            is_edited = rng.random() < EDITED
            problems.append(parent.problems[row])
            edits.append(rng.randrange(1, 2**40) if is_edited else parent.edits[row])
        date = f"{2021 + number // 12}-{number % 12 + 1:02d}-01"
        plans.append(Plan(f"grown_{number:02d}", "train", date, problems, edits))
    return plans


def write_dataset(folder: Path, seed: int, plan: Plan) -> None:
    place = folder / plan.name
    place.mkdir(parents=True, exist_ok=True)
    with (
        pq.ParquetWriter(place / "rows.parquet", SCHEMA, compression="zstd") as rows,
        pq.ParquetWriter(place / "truth.parquet", TRUTH_SCHEMA, compression="zstd") as truth,
    ):
        for start in range(0, len(plan.problems), BATCH):
            made = list(make_rows(plan, seed, start, start + BATCH))
            texts, answers, problems, edits = (list(column) for column in zip(*made, strict=True))
            numbers = list(range(start, start + len(made)))
            rows.write_table(pa.table([texts, answers], schema=SCHEMA))
            truth.write_table(pa.table([numbers, problems, edits], schema=TRUTH_SCHEMA))


def make_rows(plan: Plan, seed: int, start: int, stop: int) -> Iterator[tuple[str, str, int, str]]:
    """Text, answer, problem and edit of the rows from start to stop."""
    rng, families = Random(), roomy_families()
    for index, code in zip(plan.problems[start:stop], plan.edits[start:stop], strict=True):
        rng.seed((seed << 40) + index)
        problem = families[index % len(families)].make(rng)
        if code:
            rng.seed(code)
            edit = CHANGES[code % len(CHANGES)]
            edited = edit.apply(problem, rng)
            if edited:
                answer = answer_text(edited.answer)
                yield edited.text, answer, problem_number(edited.problem.truth_id), edit.name
                continue
        yield problem.text, answer_text(problem.answer), problem_number(problem.truth_id), "same"


@cache
def roomy_families() -> list[Family]:
    """Families of maths problems that have thousands of them to give."""
    return [family for family in FAMILIES if family.topic != "code" and is_roomy(family)]


def is_roomy(family: Family) -> bool:
    """Hardly a problem twice in 300 draws."""
    rng = Random(family.name)
    return len({family.make(rng).truth_id for _ in range(300)}) >= 290


def problem_number(truth_id: str) -> int:
    """63 bits of a hash, the same everywhere."""
    return int.from_bytes(hashlib.blake2b(truth_id.encode(), digest_size=8).digest()) >> 1


def catalog_row(plan: Plan) -> dict:
    return {
        "dataset_id": plan.name,
        "role": plan.role,
        "domain": "math",
        "files": "rows.parquet",
        "prompt_field": "problem",
        "answer_field": "answer",
        "source_field": "",
        "licence": "CC-BY-4.0",
        "released_on": plan.released_on,
        "released_precision": "day",
        "released_basis": "publication",
        "benchmark_family": "",
    }
