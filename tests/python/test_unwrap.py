"""Unwrapping cuts templates and leaves every other byte as published."""

import itertools
import time

import pyarrow as pa
import pytest

from python_udfs.unwrap import unwrap, unwrap_column

LETS_THINK = "Let's think step by step."
CHAT = {
    "afters": ["<|im_start|>user\n"],
    "befores": ["<|im_end|>"],
    "suffixes": ["Please reason step by step."],
}
CHAT_TEXT = """<|im_start|>system
Be kind.<|im_end|>
<|im_start|>user
1+1?
Please reason step by step.<|im_end|>
<|im_start|>assistant
"""


@pytest.mark.parametrize(
    ("text", "rules", "expected"),
    [
        ("What is 1+1? Let's think step by step.", {"suffixes": [LETS_THINK]}, "What is 1+1? "),
        ("What is 1+1? Let's think step by step. \n", {"suffixes": [LETS_THINK]}, "What is 1+1? "),
        (
            "What is 1+1? Let's think step by step.",
            {"suffixes": [f" {LETS_THINK}"]},
            "What is 1+1?",
        ),
        ("Solve:\n\n What is 1+1?", {"prefixes": ["Solve:"]}, "\n\n What is 1+1?"),
        ("  Solve:\n\n What is 1+1?", {"prefixes": ["\nSolve:\n\n"]}, " What is 1+1?"),
        ("Q: What is Q: 1+1?", {"afters": ["Q:"]}, " 1+1?"),
        ("1+1?<end>more<end>", {"befores": ["<end>"]}, "1+1?"),
        ("<u>1<u>+1?", {"anywheres": ["<u>"]}, "1+1?"),
        (CHAT_TEXT, CHAT, "1+1?\n"),
    ],
)
def test_a_rule_cuts_what_it_names(text, rules, expected):
    assert unwrap(text, **rules) == expected


def test_a_text_where_no_rule_fits_comes_back_as_it_was():
    text = "\t What is 1+1?\r\n\f"
    assert unwrap(text, ["Solve:"], [LETS_THINK], ["<user>"], ["<end>"], ["<u>"]) is text


def test_wrappers_within_wrappers_are_cut_until_none_is_left():
    rules = {"prefixes": ["A:", "B:"], "suffixes": ["(y)", "(z)"]}
    assert unwrap("A: B: A: 7 (z) (y) (z)", **rules) == " 7 "


@pytest.mark.parametrize(
    "text", ["Solve:", " Solve: \n Solve:", "Solve: Let's think step by step."]
)
def test_a_text_that_is_all_wrapper_stays(text):
    assert unwrap(text, ["Solve:"], [LETS_THINK], befores=["S"]) == text


def test_blank_rules_cut_nothing():
    assert unwrap(" 1 + 1 ", ["", " "], [""], ["\n"], [" "], [" ", ""]) == " 1 + 1 "


def test_the_order_of_the_rules_does_not_matter():
    prefixes = ("Solve", "Solve the", "Solve the problem", "Problem:")
    suffixes = ("step by step", "think step by step", "\nboxed", "boxed{}")
    text = "Solve the problem Problem: 1+1? think step by step boxed{}"
    results = {
        unwrap(text, some, others)
        for some in itertools.permutations(prefixes)
        for others in itertools.permutations(suffixes)
    }
    assert results == {" 1+1? "}


def test_a_column_groups_rows_by_their_rules():
    texts = ["A: one (z)", "A: two (z)", None, "A: three (z)", "A: four (z)"]
    rules = [as_text(["A:"]), as_text([], ["(z)"]), as_text(["A:"], ["(z)"]), None]
    columns = [
        pa.chunked_array([values[:2], values[2:]], pa.string())
        for values in (texts, [*rules, as_text(["A:"], ["(y)", "(z)"])])
    ]
    expected = [" one (z)", "A: two ", None, "A: three (z)", " four "]
    assert unwrap_column(*columns).to_pylist() == expected


def as_text(*kinds: list[str]) -> str:
    """Rules as macro `wrapper_rules` writes them."""
    return "\x1e".join("\x1f".join(rules) for rules in (*kinds, *[[]] * (5 - len(kinds))))


def test_broken_rules_are_reported_under_the_name_of_the_function():
    columns = (pa.chunked_array([values]) for values in (["A: 1+1"], ["A:"]))
    with pytest.raises(ValueError, match=r"^unwrap: "):
        unwrap_column(*columns)


def test_ten_thousand_rows_take_well_under_a_second():
    rows = 10_000
    texts = pa.chunked_array([["A problem about " + "numbers " * 40 + str(n) for n in range(rows)]])
    rules = pa.chunked_array([[as_text(*[["Solve:", LETS_THINK]] * 5)] * rows])
    start = time.perf_counter()
    unwrap_column(texts, rules)
    assert time.perf_counter() - start < 0.5
