"""Every measure on a pair of texts, against the same measure in a few lines of plain Python."""

from collections import Counter
from itertools import groupby, pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.align import DENYING, MOST_EXCHANGES, SHORT
from python_udfs.compare import MEASURES, TAIL, Comparer
from python_udfs.question import ASKING, LENGTH, UNASKED_LENGTH
from python_udfs.tokens import (
    LONGEST,
    NEGATIONS,
    NUMBER_WORDS,
    RAREST,
    SYMBOL_NAMES,
    stem,
    token_hash,
)

WEIGHTS = {"the": 0.5, "of": 0.6, "find": 1.5, "apple": 7.0, "number": 2.5, "x": 3.0, "三": 9.0}
CONCEPTS = {
    "maximum": ("most", "extreme"),
    "largest": ("most", "extreme"),
    "minimum": ("least", "extreme"),
    "最大": ("most", "extreme"),
    "odd": ("odd", "parity"),
    "even": ("even", "parity"),
    "apple": ("apple", ""),
    "角": ("angle", ""),
    "三角形": ("triangle", ""),
}
EXCHANGES = {("apple", "zebra"): 1.5, ("find", "number"): -2, ("三", "角"): 0.5, ("of", "the"): 1}
COMPARER = Comparer(WEIGHTS, CONCEPTS, EXCHANGES)
ASKING_STEMS = {stem(word) for word in ASKING}
DIGITS = {word: str(value) for value, word in enumerate(NUMBER_WORDS) if value > 1}
DIGITS |= {"twice": "2", "double": "2", "triple": "3", "thrice": "3"}

TOKENS = [
    *("the", "of", "find", "apple", "apples", "number", "numbers", "x", "y", "a", "i", "zebra"),
    *("1", "2", "3", "17", "two", "three", "one", "+", "-", "/", "^", "(", ")", "sin", "cos", "pi"),
    *("maximum", "minimum", "largest", "odd", "even", "三", "角", "é", "walking", "walked", "𝑥"),
    *("形", "最", "大", "what", "not", "求"),
]
FORMS = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)


def compared(text: str | None, other: str | None) -> dict[str, float] | None:
    columns = (pa.chunked_array([[one]], pa.string()) for one in (text, other))
    return COMPARER.column(*columns)[0].as_py()


class Text:
    """A text as the measures see it: `tokens` with the class of each, in order."""

    def __init__(self, text: str) -> None:
        self.words_of_text = [stem(token) for token in text.split(" ") if token]
        self.tokens = [DIGITS.get(token, token) for token in self.words_of_text]
        kinds = [kind_of(token) for token in self.words_of_text]
        read = list(zip(self.tokens, kinds, strict=True))
        self.kinds = kinds
        self.numbers = [token for token, kind in read if kind == "number"]
        self.operators = [token for token, kind in read if kind == "operator"]
        self.formula = [token for token, kind in read if kind != "word"]
        self.shape = ["x" if kind == "symbol" else token for token, kind in read if kind != "word"]
        self.spelt = [token for token, kind in read if kind == "word" and token < "⁰"]
        self.prose = [token for token, kind in read if kind == "word"]
        self.words = set(self.prose)
        self.tail = {token for token, kind in read[-TAIL:] if kind == "word"}
        characters = "".join(token if token >= "⁰" else " " for token in self.words_of_text)
        self.concepts = {
            meaning
            for term, meaning in CONCEPTS.items()
            if (term in self.words_of_text if term.isascii() else term in characters)
        }
        self.named = Counter(CONCEPTS[token] for token in self.words_of_text if token in CONCEPTS)
        asks = [place for place, token in enumerate(self.tokens) if token in ASKING_STEMS]
        start, stop = max(0, len(read) - UNASKED_LENGTH), len(read)
        if asks:
            start, stop = asks[-1], asks[-1] + LENGTH
            while start and self.tokens[start - 1] in ASKING_STEMS:
                start -= 1
        self.question_start, self.question = start, read[start:stop]

    def with_neighbours(self, step: int) -> set[tuple[str, str | None]]:
        padded = [None, *self.tokens, None]
        return {
            (token, padded[place + 1 + step])
            for place, (token, kind) in enumerate(zip(self.tokens, self.kinds, strict=True))
            if kind == "number"
        }

    def whole_formulas(self) -> set[tuple[str, ...]]:
        read = zip(self.tokens, self.kinds, strict=True)
        runs = groupby(read, key=lambda one: one[1] != "word")
        found = {tuple(token for token, _ in run) for is_formula, run in runs if is_formula}
        return {run for run in found if len(run) > 1}


def kind_of(token: str) -> str:
    if token in DIGITS or token[0].isdigit():
        return "number"
    if token in SYMBOL_NAMES or (token in "bcdefghjklmnopqruvwxyz" and len(token) == 1):
        return "symbol"
    if token[0].isascii() and not token.isalpha():
        return "operator"
    return "word"


def shingles(tokens: list[str], length: int) -> set[tuple[str, ...]]:
    count = max(1, len(tokens) - length + 1)
    return {tuple(tokens[start : start + length]) for start in range(count)}


def share(one: set, other: set) -> float:
    return len(one & other) / len(one)


def shared(one: list, other: list) -> int:
    return (Counter(one) & Counter(other)).total()


def in_order(one: list, other: list) -> int:
    return len(alignment(one, other))


def alignment(one: list, other: list) -> list[tuple[int, int]]:
    """Places of a longest common subsequence, by the textbook's table; read back from the end, a
    token of `one` is skipped first."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, token in enumerate(one):
        for j, its in enumerate(other):
            longest = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if token == its else longest
    aligned, i, j = [], len(one), len(other)
    while i and j:
        if lengths[i][j] == lengths[i - 1][j]:
            i -= 1
        elif lengths[i][j] == lengths[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            aligned.append((i, j))
    return aligned[::-1]


def changes(one: Text, two: Text) -> dict[str, float]:
    """What stands between the aligned tokens, from the side whose tokens come first."""
    is_turned = (len(two.tokens), hashes(two)) < (len(one.tokens), hashes(one))
    first, second = (two, one) if is_turned else (one, two)
    found: Counter = Counter()
    aligned = alignment(first.tokens, second.tokens)
    stays = [(first.tokens[i], first.tokens[i]) for i, _ in aligned]
    renamed = []
    ends = [(-1, -1), *aligned, (len(first.tokens), len(second.tokens))]
    for (i, j), (next_i, next_j) in pairwise(ends):
        gap, other_gap = range(i + 1, next_i), range(j + 1, next_j)
        found["gaps"] += bool(gap or other_gap)
        is_inner = i >= 0 and next_i < len(first.tokens)
        if is_inner and 0 < max(len(gap), len(other_gap)) <= SHORT:
            found["short_gaps"] += 1
            found["denials"] += denying(first, gap) != denying(second, other_gap)
        if len(gap) == len(other_gap):
            for place, other_place in zip(gap, other_gap, strict=True):
                kind, other_kind = first.kinds[place], second.kinds[other_place]
                found[f"exchanged_{kind}s" if kind == other_kind else "exchanged_kinds"] += 1
                words = (first.tokens[place], second.tokens[other_place])
                is_unknown = (min(words), max(words)) not in EXCHANGES
                if kind == other_kind and (kind == "symbol" or (kind == "word" and is_unknown)):
                    renamed.append(words)
                if kind == other_kind == "word":
                    weight = EXCHANGES.get((min(words), max(words)))
                    found["strange_exchanges"] += weight is None
                    found["exchange_weight"] += weight or 0
                    found["worst_exchange"] = min(found["worst_exchange"], weight or 0)
        else:
            for side, places in ((first, gap), (second, other_gap)):
                prefix = "" if side is one else "other_"
                for place in places:
                    found[f"{prefix}inserted_{side.kinds[place]}s"] += 1
    found["unsteady_exchanges"] = sum(
        any((a == one) != (b == other) for a, b in stays + renamed)
        for one, other in renamed[:MOST_EXCHANGES]
    )
    return found


def denying(text: Text, places: range) -> int:
    if any(text.kinds[place] != "word" for place in places):
        return 0
    return sum(text.tokens[place] in DENYING for place in places)


def questions(one: Text, two: Text) -> dict[str, float]:
    found: Counter = Counter()
    for prefix, text, other in (("", one, two), ("other_", two, one)):
        asked_by_other = {token for token, _ in other.question}
        words = [
            token for token, kind in text.question if kind == "word" and token not in ASKING_STEMS
        ]
        both = [weight({word}) for word in words if word in asked_by_other]
        found[f"{prefix}question_start"] = text.question_start
        found[f"{prefix}question_share"] = words and sum(both) / sum(
            weight({word}) for word in words
        )
        found[f"{prefix}question_only"] = rarest({*words} - {*other.tokens})
        found[f"{prefix}question_formula_only"] = sum(
            kind != "word" and token not in asked_by_other for token, kind in text.question
        )
    return {name: value or 0 for name, value in found.items()}


def hashes(text: Text) -> list[int]:
    return [token_hash(token) for token in text.tokens]


def weight(words: set[str]) -> float:
    return sum(WEIGHTS.get(word, RAREST) for word in words)


def rarest(words: set[str]) -> float:
    return max((WEIGHTS.get(word, RAREST) for word in words), default=0)


def expected(text: str, other: str) -> dict[str, float]:
    one, two = Text(text), Text(other)
    found = dict.fromkeys(MEASURES, 0.0)
    found |= {"token_count": len(one.tokens), "other_token_count": len(two.tokens)}
    if not one.tokens or not two.tokens:
        return found
    fives = shingles(one.tokens, 5), shingles(two.tokens, 5)
    found["jaccard"] = len(fives[0] & fives[1]) / len(fives[0] | fives[1])
    for name, length in (("containment", 5), ("containment_3", 3), ("containment_2", 2)):
        sets = shingles(one.tokens, length), shingles(two.tokens, length)
        found |= {name: share(*sets), f"other_{name}": share(*reversed(sets))}
    for name, mine, theirs in (
        ("number", one.numbers, two.numbers),
        ("operator", one.operators, two.operators),
        ("formula", one.formula, two.formula),
    ):
        found |= {f"{name}_count": len(mine), f"other_{name}_count": len(theirs)}
        found["shared_formula" if name == "formula" else f"shared_{name}s"] = shared(mine, theirs)
    found |= {
        "word_weight": weight(one.words),
        "other_word_weight": weight(two.words),
        "shared_word_weight": weight(one.words & two.words),
        "rarest_only": rarest(one.words - two.words),
        "other_rarest_only": rarest(two.words - one.words),
        "rarest_only_in_tail": rarest(one.tail - two.words),
        "other_rarest_only_in_tail": rarest(two.tail - one.words),
        "contrasts": sum(
            bool(mine - theirs and theirs - mine)
            for mine, theirs in (
                tuple(
                    {concept for concept, group in side.concepts if group == name}
                    for side in (one, two)
                )
                for name in ("extreme", "parity")
            )
        ),
        "in_order": in_order(one.tokens, two.tokens),
        "formula_in_order": in_order(one.formula, two.formula),
        "words_in_order": in_order(one.prose, two.prose),
        "shape_in_order": in_order(one.shape, two.shape),
        "strange_word_count": sum(WEIGHTS.get(word, RAREST) == RAREST for word in one.spelt),
        "other_strange_word_count": sum(WEIGHTS.get(word, RAREST) == RAREST for word in two.spelt),
        "shared_concepts": len(one.concepts & two.concepts),
        "concepts_only": len(one.concepts - two.concepts),
        "other_concepts_only": len(two.concepts - one.concepts),
    }
    found |= changes(one, two) | questions(one, two)
    found |= {
        "negates": float(any(token in NEGATIONS for token in one.prose)),
        "other_negates": float(any(token in NEGATIONS for token in two.prose)),
        "shifted_contrasts": sum(
            bool(
                {concept for concept, group in one.concepts if group == name}
                and {concept for concept, group in two.concepts if group == name}
            )
            and any(group == name for _, group in one.named - two.named)
            and any(group == name for _, group in two.named - one.named)
            for name in ("extreme", "parity")
        ),
    }
    for name, mine, theirs in (
        ("number_context", one.with_neighbours(1), two.with_neighbours(1)),
        ("number_lead", one.with_neighbours(-1), two.with_neighbours(-1)),
        ("whole_formulas", one.whole_formulas(), two.whole_formulas()),
    ):
        if mine and theirs:
            found |= {name: share(mine, theirs), f"other_{name}": share(theirs, mine)}
    if one.formula and two.formula:
        threes = shingles(one.formula, 3), shingles(two.formula, 3)
        found["formula_containment"] = share(*threes)
        found["other_formula_containment"] = share(*reversed(threes))
    if len(one.numbers) > 1 and len(two.numbers) > 1:
        neighbours = set(pairwise(one.numbers)), set(pairwise(two.numbers))
        found |= {"number_order": share(*neighbours)}
        found |= {"other_number_order": share(*reversed(neighbours))}
    return found


@given(FORMS, FORMS)
@settings(max_examples=300, deadline=None)
def test_every_measure_is_what_it_is_called(text, other):
    assert compared(text, other) == pytest.approx(expected(text, other), abs=1e-4)


@given(FORMS, FORMS)
@settings(deadline=None)
def test_a_pair_measures_the_same_from_both_sides(text, other):
    mirrored = {
        name: value
        for name, value in compared(other, text).items()
        for name in [name.removeprefix("other_") if name.startswith("other_") else f"other_{name}"]
    }
    for name, value in compared(text, other).items():
        seen = mirrored.get(name, mirrored.get(f"other_{name}"))
        assert value == pytest.approx(seen, rel=1e-6), name


@given(FORMS.filter(bool))
@settings(deadline=None)
def test_a_text_is_all_of_itself(text):
    measures = compared(text, text)
    assert measures["jaccard"] == measures["containment"] == measures["other_containment"] == 1
    assert measures["number_count"] == measures["other_number_count"] == measures["shared_numbers"]
    assert measures["rarest_only"] == measures["other_rarest_only"] == measures["contrasts"] == 0


@pytest.mark.parametrize(
    ("text", "other", "measure", "value"),
    [
        ("find two apples", "find 2 apples", "shared_numbers", 1),
        ("find 2 + 2", "find 2 + 3", "shared_numbers", 1),
        ("1 - i", "1 + i", "shared_operators", 0),
        ("sin x", "cos x", "shared_formula", 1),
        ("the numbers", "the number", "containment", 1),
        ("the maximum of x", "the minimum of x", "contrasts", 1),
        ("the maximum of x", "the largest x", "contrasts", 0),
        ("even or odd", "even", "contrasts", 0),
        ("find zebra", "find the apple", "rarest_only", RAREST),
        ("find zebra", "find the apple", "other_rarest_only", 7.0),
        ("zebra " + "the " * TAIL + "of", "the of", "rarest_only_in_tail", 0),
        ("1 and 2 and 3", "3 and 2 and 1", "number_order", 0),
        ("x - y", "y - x", "formula_in_order", 1),
        ("find the largest apple", "求 最 大 三 角 形", "shared_concepts", 1),
        ("find the largest apple", "求 最 大 三 角 形", "other_concepts_only", 2),
        ("1 and 2 and 3", "1 plus 2 is 3", "number_order", 1),
        ("find 2 apples", "find 3 apples", "exchanged_numbers", 1),
        ("find x > 1", "find x < 1", "exchanged_operators", 1),
        ("find the number", "find the number 2 + 2", "other_inserted_numbers", 2),
        ("find the apple", "find the zebra", "exchange_weight", 1.5),
        ("find the apple", "find of zebra", "exchange_weight", 2.5),
        ("find 1", "number 1", "worst_exchange", -2),
        ("walking of 1", "zebra of 1", "strange_exchanges", 1),
        ("1 and 2 and 3", "1 or 2 or 3", "gaps", 2),
        ("2 apples 3 zebras", "3 apples 2 zebras", "number_context", 0),
        ("2 apples of 3 zebras", "3 zebras of 2 apples", "number_context", 1),
        ("apples 2 zebra", "apples 2 walking", "number_lead", 1),
        ("x + y of x - y", "x + y of y - x", "whole_formulas", 0.5),
        ("odd of even odd", "odd of even even", "shifted_contrasts", 1),
        ("odd of even odd", "odd of even", "shifted_contrasts", 0),
        ("apples are not even", "apples are even", "negates", 1),
        ("apples are not even", "apples are even", "denials", 1),
        ("apples are not even", "apples can not be even", "denials", 0),
        ("not apples are even", "apples are even", "denials", 0),
        ("apples x != 1", "apples x not = 1", "denials", 0),
        ("apples non even", "apples even", "denials", 0),
        ("find x of x + y", "find a of a + y", "unsteady_exchanges", 0),
        ("find x of x + y", "find y of x + y", "unsteady_exchanges", 1),
        ("ab of x and cd", "ef of x and ef", "unsteady_exchanges", 2),
        ("apples are even", "apples of the red zebra are even", "short_gaps", 0),
        ("the apples of 1", "the zebra of 2 apples", "short_gaps", 1),
        ("apples 2 find the zebra", "apples 2 find the zebra", "question_start", 2),
        ("apple zebra find the apple", "apple zebra find the zebra", "question_only", 0),
        ("the zebra find zebra", "the apple find apple", "question_only", RAREST),
        ("1 find apple zebra", "1 find apple", "question_share", 7 / (7 + RAREST)),
        ("find 1 + x", "find 1 - x", "question_formula_only", 1),
    ],
)
def test_what_a_measure_is_for(text, other, measure, value):
    assert compared(text, other)[measure] == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "a", "2", "中", "+", "a b"])
@pytest.mark.parametrize("other", ["", "b", "2", "国", "a b c d e f"])
def test_tiny_texts_are_measured(text, other):
    assert compared(text, other) == pytest.approx(expected(text, other))


@given(
    st.lists(st.sampled_from("xy+-"), max_size=200), st.lists(st.sampled_from("xy+-"), max_size=200)
)
@settings(max_examples=50, deadline=None)
def test_order_is_measured_beyond_a_word_of_64_tokens(tokens, others):
    measured = compared(" ".join(tokens), " ".join(others))["in_order"]
    assert measured == (in_order(tokens, others) if tokens and others else 0)


def test_nothing_is_measured_against_nothing():
    assert compared(None, "a") is compared("a", None) is compared(None, None) is None


def test_of_a_very_long_text_the_beginning_is_read():
    text = "apple " * (LONGEST + 50) + "zebra"
    assert compared(text, "zebra")["token_count"] == LONGEST
    assert compared(text, "zebra")["shared_word_weight"] == 0


def test_a_column_of_several_pieces_is_read_as_one():
    texts, others = ["a b", None, "c 2", "x"], ["a c", "b", "c 2", None]
    whole = COMPARER.column(*(pa.chunked_array([one], pa.string()) for one in (texts, others)))
    cut = COMPARER.column(
        pa.chunked_array([texts[:1], texts[1:]], pa.string()),
        pa.chunked_array([others[:3], others[3:]], pa.string()),
    )
    assert whole.to_pylist() == cut.to_pylist()
    assert [row is None for row in whole.to_pylist()] == [False, True, False, True]
