"""The rules that change and disguise published problems, which the judge is fitted on."""

from collections import Counter
from random import Random

import duckdb
import pytest

from tests.matching import changes, disguises
from tests.matching.disguised_pairs import drawn, make, spared

CHANGES = changes.SMALL_CHANGES | changes.OTHER_CHANGES
TEXT = (
    "Let $x^2 + 3y = 12 \\cdot z$ be given. Maria has 14 red coins and 5 pens, Maria is happy. "
    "The largest number, which is even, is not greater than 20. "
    "Example: 5.\nInput: 3. What is the area of the triangle in 3 hours?"
)


def outcomes(change, text, tries=40):
    return {change(text, Random(seed)) for seed in range(tries)}


@pytest.mark.parametrize("name", CHANGES | disguises.DISGUISES)
def test_a_text_is_changed_in_one_way_a_seed(name):
    change = (CHANGES | disguises.DISGUISES)[name]
    changed = change(TEXT, Random(2))
    assert changed and changed != TEXT
    assert changed == change(TEXT, Random(2))


@pytest.mark.parametrize(
    ("change", "text", "found"),
    [
        ("denied", "It is odd.", {"It is not odd."}),
        ("denied", "It is not odd.", {"It is odd."}),
        ("denied", "x 是奇数", {"x 不是奇数"}),
        ("symbol", "a four-digit number $a - b$", {"a four-digit number $a+ b$"}),
        ("symbol", "find the number", {None}),
        ("opposite", "the Largest", {"the Smallest"}),
        ("opposite", "a_largest enlarge", {"a_smallest enlarge"}),
        ("unit", "小时", {"分钟"}),
        ("exponent", "x²", {"x³"}),
        ("numbers_swapped", "2 of 3 and 2", {"3 of 2 and 3"}),
        ("numbers_swapped", "2 of 2.5", {None}),
        ("term_dropped", "$x^2+3x=0$", {"$x^2=0$"}),
        ("sentence_dropped", "One. It has 5. What?", {"One. What?"}),
        ("letter", "$x + yy + z$", {"$z + yy + z$", "$x + yy + x$"}),
    ],
)
def test_what_a_change_makes_of_a_text(change, text, found):
    assert outcomes(CHANGES[change], text) == found


@pytest.mark.parametrize(
    ("disguise", "text", "found"),
    [
        ("numbers_in_words", "5 pens and $5$ and 21", {"five pens and $5$ and 21"}),
        ("turned", "x is less than y", {"x is not as large as y"}),
        ("tex_dialect", r"$1 \cdot 2 \cdots$", {r"$1 \times 2 \cdots$"}),
        ("small_words_lost", "find the sum of a set", {"find sum of set"}),
        ("name_changed", "and Maria sleeps", {None}),
    ],
)
def test_what_a_disguise_makes_of_a_text(disguise, text, found):
    assert outcomes(disguises.DISGUISES[disguise], text) == found


def test_a_letter_is_renamed_wherever_a_formula_has_it():
    for text in outcomes(disguises.letter_renamed, "Let $x+1=2$ and axe $x^2$."):
        letter = text[5]
        assert letter != "x" and text == f"Let ${letter}+1=2$ and axe ${letter}^2$."


def test_a_pair_is_one_problem_only_where_nothing_but_a_disguise_was_put_on():
    texts = [(TEXT.replace("12", str(number)), str(number)) for number in range(100, 130)]
    rows, pairs = make(texts, seed=1)
    assert {dataset: len(found) for dataset, found in rows.items()} == dict.fromkeys(
        ("disguised_items", "disguised_rows", "changed_rows"), len(texts)
    )
    beginnings = Counter(zip(pairs.kind.str.split(":").str[0], pairs.judgement, strict=True))
    assert set(beginnings) == {
        *(("disguised", "same"), ("changed", "variant"), ("otherwise changed", "variant"))
    }
    same = [answer == texts[place][1] for place, (_, answer) in enumerate(rows["changed_rows"])]
    assert 0 < sum(same) < len(texts) / 4


def test_half_of_the_problems_are_spared(demo_home):
    texts = drawn(demo_home.warehouse)
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as connection:
        held = connection.sql(
            f"""
            select repaired_prompt
            from marts.prompts
            inner join canonical.distinct_prompts using (prompt_id)
            where {spared("problem_id")}
            """
        ).fetchall()
    assert len(texts) > 100 and len(held) > 100
    assert not {text for text, _ in texts} & {text for (text,) in held}
