"""Texts that nobody foresaw: what holds of every text and every pair, and how long it may take."""

import random
import time

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from python_udfs.align import CHANGES
from python_udfs.answers import RULES, answer_column, answers_equal, extract_answer
from python_udfs.compare import Comparer
from python_udfs.fingerprints import Fingerprinter
from python_udfs.minhash import signature_column
from python_udfs.normal_form import normal_form_column
from python_udfs.repair import repair

PIECES = r"""
\frac \frac{1}{2} \frac12 \dfrac \sqrt{ \sqrt{3} \boxed{ \boxed{5} \text{ cm} \text{ \left( \right)
\{1,2\} \cup \pm \infty \pi x y = < > \le , ; : . - + * / ^ _ ^2 ^{10} ^{-1} ( ) [ ] { } | ! % $ & #
\\ \n \t 0 1 2 12 007 1,000 10{,}000 0.5 .5 50% 1e9 3:4 1/2 -1 2^{2^{2}} (1,2) [0,1) {3} yes no A B
(A) or and answer is #### proof null nan ["1"] ["\ud800"] [1,[2]] {"a":1} 中 答案 ６０ ² √ π − × ∞ é
Ã© â€™ &lt; \u2028 rac{1} ext{a} <b> http://x.y [asy] \begin{matrix} \end{matrix} the of find many
""".split()
PIECES += [" ", "\n", "\t", "\r", "\f", "\b", "\0", "\u200b", "\u202e", "\u0301", "\ufeff", "😀"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)
FORMS = st.sampled_from(["%s", "$%s$", "\\boxed{%s}", "x = %s", "%s%%", "{%s}", "(%s, 1)", " %s. "])
COMPARER, FINGERPRINTER = Comparer({"the": 1.0, "find": 2.0}), Fingerprinter({"the": 1.0})


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([list(texts)], pa.string())


def check_text(text: str) -> None:
    repaired, _ = repair(text)
    assert repair(repaired) == (repaired, [])
    (form,) = normal_form_column(column(repaired)).to_pylist()
    assert normal_form_column(column(form)).to_pylist() == [form]
    assert signature_column(column(form)).to_pylist()[0] is not None or form == ""
    keys = FINGERPRINTER.column(column(form)).to_pylist()[0]
    assert len(set(keys)) == len(keys)
    for rule in RULES:
        answer = extract_answer(text, rule)
        assert answer is None or answer.encode().decode() == answer.strip()
    assert len(answer_column(column(text), column("auto"))) == 1


def check_pair(text: str, other: str) -> None:
    assert answers_equal(text, text)
    assert answers_equal(text, other) == answers_equal(other, text)
    forms = normal_form_column(column(text, other)).to_pylist()
    mine, theirs, own = COMPARER.column(
        column(forms[0], forms[1], forms[0]), column(forms[1], forms[0], forms[0])
    ).to_pylist()
    for name, value in mine.items():
        assert value == theirs[name if name in SAME else mirrored(name)]
    if forms[0]:
        assert own["jaccard"] == own["containment"] == 1
        assert own["rarest_only"] == own["contrasts"] == 0
    if forms[0] == forms[1]:
        assert mine == own


SAME = {"jaccard", "contrasts", "shared_numbers", "shared_operators", "shared_formula"}
SAME |= {"shared_word_weight", "shared_concepts", "in_order", "formula_in_order"}
SAME |= {"words_in_order", "shape_in_order", "shifted_contrasts"}
SAME |= {name for name in CHANGES if "inserted" not in name}


def mirrored(name: str) -> str:
    return name.removeprefix("other_") if name.startswith("other_") else f"other_{name}"


@given(TEXTS)
@example('["\\ud800"]')
@example("[" * 5_000)
@example("\\boxed{" * 5_000)
@settings(max_examples=150, deadline=None)
def test_of_every_text(text):
    check_text(text)


@given(TEXTS | st.tuples(FORMS, TEXTS).map(lambda pair: pair[0] % pair[1]), TEXTS)
@settings(max_examples=150, deadline=None)
def test_of_every_pair(text, other):
    check_pair(text, other)


@pytest.mark.slow
def test_fuzz_of_texts():
    """Minutes of it; a failure names the text."""
    chance, end = random.Random(20260526), time.monotonic() + 120
    while time.monotonic() < end:
        texts = ["".join(chance.choices(PIECES, k=chance.randint(0, 14))) for _ in range(2)]
        if chance.random() < 0.5:  # a pair of which one was edited
            pieces = [texts[0][:place] for place in chance.choices(range(len(texts[0]) + 1), k=2)]
            texts[1] = min(pieces) + chance.choice(PIECES) + texts[0][len(max(pieces)) :]
        try:
            check_text(texts[0])
            check_pair(*texts)
        except Exception as error:
            raise AssertionError(f"{texts!r}") from error


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_no_more_time_than_its_length(piece):
    """200,000 characters of one piece: seconds would be hours for a prompt of 5 MB."""
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    check_text(text)
    assert time.process_time() - start < 10
