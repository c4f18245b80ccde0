"""Two statements of one problem share a key whatever their words; two problems hardly do."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.fingerprints import MOST_KEYS, SHORT, Fingerprinter
from python_udfs.normal_form import normal_form

COMMON = "find what is the of a and sum number how many there are in dollars did he pay".split()
FINGERPRINTER = Fingerprinter(dict.fromkeys(COMMON, 2.0))


def keys(text: str | None) -> list[int]:
    """The fingerprints of a problem as it is written."""
    form = None if text is None else normal_form(text)
    return FINGERPRINTER.column(pa.chunked_array([[form]], pa.string()))[0].as_py()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "已知 $3x + 17 = 80$ 且 $x - y = 4$，求 $y$ 的值。",
            "Given that $3x + 17 = 80$ and $x - y = 4$, find the value of $y$.",
        ),
        ("求 $\\frac{12}{35}$ 与 7 的和。", "What is the sum of $\\frac{12}{35}$ and 7?"),
        (
            "Two trains leave towns 286 km apart at 125 and 41 km per hour.",
            "At 41 and 125 km an hour, when do trains meet that start 286 km from each other?",
        ),
        (
            "Evaluate $\\int_{0}^{5} (2x^2 + 3x)\\,dx$ by hand, giving 4 decimals.",
            "Find the exact area $\\int_0^5(2x^2+3x) dx$ in 7 ways.",
        ),
        ("What did Wendell pay for 12 pens?", "Wendell buys 12 pencils. What did he pay?"),
        ("How many positive divisors does 47656 have?", "Divisors of 47656: how many are there?"),
        ("Arrange the letters of MISSISSIPPI", "How many words has MISSISSIPPI?"),
    ],
)
def test_a_translation_or_a_paraphrase_shares_a_key(text, other):
    assert set(keys(text)) & set(keys(other))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("What is 17 + 25?", "What is 17 + 26?"),
        ("What is the sum of 17 and 25?", "What is the sum of 17, 25 and 25?"),
        ("How many positive divisors does 47656 have?", "How many divisors does 47658 have?"),
        ("Wendell buys 12 pens.", "Wendell buys 13 pens."),
        ("Find the sum.", "Find the number."),
    ],
)
def test_other_numbers_share_no_key(text, other):
    assert not set(keys(text)) & set(keys(other))


def test_a_single_number_is_a_key_in_a_short_text_only():
    filler = " ".join(["how many"] * SHORT)
    assert keys("how many divisors has 47656")
    assert not set(keys("how many divisors has 47656")) & set(keys(f"{filler} 47656"))


WORDS = st.lists(st.sampled_from(COMMON), min_size=1, max_size=6).map(" ".join)
NUMBERS = st.lists(st.integers(0, 10**6).map(str), min_size=2, max_size=8)


@given(st.data(), NUMBERS)
@settings(deadline=None)
def test_the_same_numbers_are_a_key_in_any_order_and_any_words(data, numbers):
    shuffled = data.draw(st.permutations(numbers))
    text, other = (
        " ".join(f"{data.draw(WORDS)} {number}" for number in some) for some in (numbers, shuffled)
    )
    assert set(keys(text)) & set(keys(other))


@given(st.text(alphabet="ab12+ 中x=^()", max_size=80))
@settings(deadline=None)
def test_keys_are_distinct_positive_and_not_too_many(text):
    found = keys(text)
    assert len(found) == len(set(found)) <= MOST_KEYS
    assert all(0 <= key < 2**60 for key in found)


@pytest.mark.parametrize("text", [None, "", "find", "x", "+", "?"])
def test_a_text_that_shows_nothing_of_its_own_has_no_keys(text):
    assert keys(text) == []


def test_a_column_keeps_its_order():
    forms = ["1 2", None, "", "3 4", "1 2"]
    whole, cut = (
        FINGERPRINTER.column(pa.chunked_array(pieces, pa.string())).to_pylist()
        for pieces in ([forms], [forms[:2], forms[2:]])
    )
    assert whole == cut
    assert whole[0] == whole[4] != whole[3]
    assert whole[1] == whole[2] == []


def test_a_text_full_of_names_keeps_to_its_limit():
    names = [f"name{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(90)]
    assert len(keys(f"5 {' '.join(names)}")) == MOST_KEYS


# What is stored must be the same on every machine, version and engine.
GOLDEN = [
    279956061205237451,
    279956267363667737,
    892623479914755736,
    712690874309467084,
    555904120684301360,
    159407722197548803,
]


def test_keys_are_those_that_were_stored():
    assert keys("Wendell solves $x^2 + 5x + 6 = 0$ and finds 2 roots.") == GOLDEN
