"""Crowds of texts that look alike, and pairs that hardly differ, through all stages to matching."""

import json
from pathlib import Path
from random import Random

import duckdb
import pytest

from atlas import cli
from atlas.home import Home
from tests.matching.build import build_matching

TEMPLATE = (
    "A van carries {} parcels from the harbour to the town. On the way {} of them fall off and {} "
    "of those are found again. {}"
)
QUESTION, REQUEST = "How many parcels arrive?", "Find the number of parcels that arrive."
FLOOD, ITEMS, COPIED = 10_000, 300, 100

# Pairs of two problems that only a sign or a small word tells apart, where no answers can help.
TWISTS = {
    "a sign": (
        r"Compute the sum of the infinite geometric series with first term $80$ and common ratio "
        r"${}\frac{{2}}{{3}}$.",
        ("-", ""),
    ),
    "a conjunction": (
        "How many positive integers less than $4143$ are divisible by $5$ {} by $27$?",
        ("and", "or"),
    ),
}


def parcels(rng: Random, count: int) -> list[tuple[int, int, int]]:
    """Different numbers in the same template."""
    found: dict[tuple[int, int, int], None] = {}
    while len(found) < count:
        a = rng.randint(100, 9000)
        b = rng.randint(10, a)
        found[a, b, rng.randint(1, b)] = None
    return list(found)


def row(numbers: tuple[int, int, int], question: str = QUESTION) -> dict:
    a, b, c = numbers
    return {"prompt": TEMPLATE.format(*numbers, question), "answer": str(a - b + c)}


def land(home: Home, folder: Path, name: str, role: str, rows: list[dict]) -> None:
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    options = ["--dataset", name, "--role", role, "--released", "2024-01-01", "--home", home.root]
    assert cli.run(["land", str(file), *map(str, options)])[0] == 0


@pytest.fixture(scope="module")
def matching(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    """A template of 10,000 rows, a benchmark of the same, a text of 200 spellings, the twists."""
    folder = tmp_path_factory.mktemp("limits")
    home, rng = Home(folder / "home"), Random(7)
    numbers = parcels(rng, FLOOD + ITEMS - COPIED)
    land(home, folder, "flood", "train", [row(one) for one in numbers[:FLOOD]])
    items = [row(one, REQUEST) for one in numbers[:COPIED]] + [row(one) for one in numbers[FLOOD:]]
    land(home, folder, "flood_exam", "benchmark", items)
    spelt = "Find all prime numbers between 70 and 80 that end in the digit 3."
    land(
        home,
        folder,
        "spellings",
        "train",
        [{"prompt": spelt.replace(" ", " " * n, 1), "answer": "73"} for n in range(1, 201)],
    )
    for side, role in enumerate(("train", "benchmark")):
        twisted = [{"prompt": text.format(words[side])} for text, words in TWISTS.values()]
        land(home, folder, f"twists_{role}", role, twisted)
    return duckdb.connect(str(build_matching(home, with_tests=True)), read_only=True)


@pytest.fixture
def rows_of(matching):
    return lambda query: matching.execute(query).fetchall()


HELD = """
    select occurrences.dataset_id, row_number, prompt_id, text_id, prompt, problem_id
    from canonical.occurrences
    inner join canonical.distinct_prompts using (prompt_id)
    inner join matching.problems using (prompt_id)
"""


def test_a_template_of_ten_thousand_rows_does_not_explode(rows_of):
    ((pairs, texts),) = rows_of("""
        select
            (select count(*) from matching.candidate_pairs),
            (select count(*) from matching.texts)
    """)
    assert texts > FLOOD
    assert pairs < 40 * texts


def test_a_template_of_ten_thousand_rows_is_ten_thousand_problems(rows_of):
    ((problems, copied),) = rows_of(f"""
        with held as ({HELD})

        select
            count(distinct problem_id) filter (dataset_id like 'flood%'),
            (
                select count(*)
                from held as flood
                inner join held as items using (row_number, problem_id)
                where flood.dataset_id = 'flood' and items.dataset_id = 'flood_exam'
            )
        from held
    """)
    assert copied == COPIED
    assert problems == FLOOD + ITEMS - COPIED


def test_a_text_in_two_hundred_spellings_is_one_problem_and_few_pairs(rows_of):
    ((prompts, problems, pairs),) = rows_of(f"""
        with held as ({HELD})

        select
            count(distinct prompt_id),
            count(distinct problem_id),
            (
                select count(*)
                from matching.verified_pairs
                where prompt_id in (select prompt_id from held where dataset_id = 'spellings')
            )
        from held where dataset_id = 'spellings'
    """)
    assert (prompts, problems, pairs) == (200, 1, 199)


@pytest.mark.parametrize("number", range(len(TWISTS)), ids=list(TWISTS))
def test_a_twist_is_told_though_no_answers_can_be_compared(rows_of, number):
    twisted = rows_of(f"""
        with held as ({HELD})

        select count(distinct problem_id)
        from held where dataset_id like 'twists%' and row_number = {number}
    """)
    assert twisted == [(2,)]
