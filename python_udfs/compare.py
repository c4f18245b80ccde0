"""Measures how two texts overlap: the evidence the judge weighs, exact and symmetric.

Shingles are sets of n consecutive tokens; numbers, operators and formula tokens are multisets;
words are weighed by rarity, so that boilerplate counts little and one rare word that differs a lot.
"""

import numpy as np
import pyarrow as pa
from numba import njit, uint64

from python_udfs.tokens import (
    LONGEST,
    MOST_CONTRASTS,
    NUMBER,
    NUMBER_WORD,
    SYMBOL,
    Lexicon,
    lexicon,
    read_tokens,
    text_buffers,
)

# `only` = in this text and not in the other; `other_` = seen from the other text.
MEASURES = (
    *("jaccard", "containment", "other_containment"),  # of 5-token shingles
    *("containment_3", "other_containment_3", "containment_2", "other_containment_2"),
    *("number_count", "other_number_count", "shared_numbers"),
    *("operator_count", "other_operator_count", "shared_operators"),
    *("formula_count", "other_formula_count", "shared_formula"),  # numbers, operators, symbols
    *("word_weight", "other_word_weight", "shared_word_weight"),
    *("rarest_only", "other_rarest_only"),
    *("token_count", "other_token_count"),
    *("formula_containment", "other_formula_containment"),  # of 3 formula tokens, prose left out
    *("rarest_only_in_tail", "other_rarest_only_in_tail"),  # where the question stands
    *("contrasts",),  # groups in which each text has a sense that the other lacks
    *("number_order", "other_number_order"),  # share of neighbouring numbers that stay neighbours
)
TAIL = 12  # tokens at the end of a text, where a problem asks its question
COMPARISON_TYPE = f"STRUCT({', '.join(f'{name} FLOAT' for name in MEASURES)})"


class Comparer:
    """Compares columns of normal forms, with the tables of `lexicon`."""

    def __init__(
        self, weights: dict[str, float], contrasts: dict[str, tuple[str, str]] | None = None
    ) -> None:
        self.known: Lexicon = lexicon(weights, contrasts)

    def column(self, texts: pa.ChunkedArray, others: pa.ChunkedArray) -> pa.StructArray:
        """Two VARCHAR columns of normal forms -> one struct of MEASURES a row; null for null."""
        measures = _compare(*text_buffers(texts), *text_buffers(others), self.known)
        missing = np.array(texts.is_null()) | np.array(others.is_null())
        columns = [pa.array(measures[:, k]) for k in range(len(MEASURES))]
        return pa.StructArray.from_arrays(columns, names=list(MEASURES), mask=pa.array(missing))


@njit(nogil=True, cache=True)
def _compare(offsets, data, other_offsets, other_data, known):
    pairs = len(offsets) - 1
    measures = np.zeros((pairs, 30), np.float32)
    hashes = np.empty((2, LONGEST), np.uint64)
    classes = np.empty((2, LONGEST), np.uint8)
    weights = np.empty((2, LONGEST), np.float32)
    senses = np.empty((2, MOST_CONTRASTS), np.int64)
    for pair in range(pairs):
        n = read_tokens(
            *(data, offsets[pair], offsets[pair + 1], known),
            *(hashes[0], classes[0], weights[0], senses[0]),
        )
        m = read_tokens(
            *(other_data, other_offsets[pair], other_offsets[pair + 1], known),
            *(hashes[1], classes[1], weights[1], senses[1]),
        )
        row = measures[pair]
        row[21], row[22] = n, m
        if n == 0 or m == 0:
            continue
        for length, column in ((5, 1), (3, 3), (2, 5)):
            mine = _shingles(hashes[0, :n], length)
            theirs = _shingles(hashes[1, :m], length)
            shared = _shared(mine, theirs)
            row[column] = shared / len(mine)
            row[column + 1] = shared / len(theirs)
            if length == 5:
                row[0] = shared / (len(mine) + len(theirs) - shared)
        formula, other_formula = (
            _formula(hashes[0], classes[0], n),
            _formula(hashes[1], classes[1], m),
        )
        if len(formula) > 0 and len(other_formula) > 0:
            mine, theirs = _shingles(formula, 3), _shingles(other_formula, 3)
            shared = _shared(mine, theirs)
            row[23], row[24] = shared / len(mine), shared / len(theirs)
        numbers, other_numbers = (
            _numbers(hashes[0], classes[0], n),
            _numbers(hashes[1], classes[1], m),
        )
        if len(numbers) > 1 and len(other_numbers) > 1:
            mine, theirs = _shingles(numbers, 2), _shingles(other_numbers, 2)
            shared = _shared(mine, theirs)
            row[28], row[29] = shared / len(mine), shared / len(theirs)
        for contrast in range(MOST_CONTRASTS):
            mine_only = senses[0, contrast] & ~senses[1, contrast]
            theirs_only = senses[1, contrast] & ~senses[0, contrast]
            row[27] += mine_only != 0 and theirs_only != 0
        _overlap(row, hashes, classes, weights, n, m)
    return measures


@njit(nogil=True, cache=True)
def _overlap(row, hashes, classes, weights, n, m):
    """Multisets of numbers, operators and formula tokens, and weighed sets of words."""
    order, other_order = np.argsort(hashes[0, :n]), np.argsort(hashes[1, :m])
    i = j = 0
    while i < n or j < m:
        mine = i < n and (j >= m or hashes[0, order[i]] <= hashes[1, other_order[j]])
        theirs = j < m and (i >= n or hashes[1, other_order[j]] <= hashes[0, order[i]])
        side, at = (0, order[i]) if mine else (1, other_order[j])
        value, kind, weight = hashes[side, at], classes[side, at], weights[side, at]
        count = other_count = last = other_last = 0
        while i < n and hashes[0, order[i]] == value:
            last = max(last, order[i])
            i, count = i + 1, count + 1
        while j < m and hashes[1, other_order[j]] == value:
            other_last = max(other_last, other_order[j])
            j, other_count = j + 1, other_count + 1
        shared = min(count, other_count)
        if kind <= NUMBER_WORD:
            column = 7 if kind == NUMBER or kind == NUMBER_WORD else 10
            if kind != SYMBOL:
                row[column] += count
                row[column + 1] += other_count
                row[column + 2] += shared
            row[13] += count
            row[14] += other_count
            row[15] += shared
            continue
        row[16] += weight if mine else 0.0
        row[17] += weight if theirs else 0.0
        if mine and theirs:
            row[18] += weight
        elif mine:
            row[19] = max(row[19], weight)
            if last >= n - TAIL:
                row[25] = max(row[25], weight)
        else:
            row[20] = max(row[20], weight)
            if other_last >= m - TAIL:
                row[26] = max(row[26], weight)


@njit(nogil=True, cache=True)
def _formula(hashes, classes, count):
    """The formula tokens in their order, prose left out."""
    formula = np.empty(count, np.uint64)
    length = 0
    for position in range(count):
        if classes[position] <= NUMBER_WORD:
            formula[length] = hashes[position]
            length += 1
    return formula[:length]


@njit(nogil=True, cache=True)
def _numbers(hashes, classes, count):
    """The numbers in their order."""
    numbers = np.empty(count, np.uint64)
    length = 0
    for position in range(count):
        if classes[position] == NUMBER or classes[position] == NUMBER_WORD:
            numbers[length] = hashes[position]
            length += 1
    return numbers[:length]


@njit(nogil=True, cache=True)
def _shingles(hashes, length):
    """The sorted set of hashes of `length` consecutive tokens, or of all where there are fewer."""
    count = max(1, len(hashes) - length + 1)
    shingles = np.empty(count, np.uint64)
    for start in range(count):
        value = uint64(14695981039346656037)
        for position in range(start, min(start + length, len(hashes))):
            value = uint64((value ^ hashes[position]) * uint64(1099511628211))
        shingles[start] = value
    return np.unique(shingles)


@njit(nogil=True, cache=True)
def _shared(sorted_set, other_sorted_set):
    i = j = shared = 0
    while i < len(sorted_set) and j < len(other_sorted_set):
        if sorted_set[i] == other_sorted_set[j]:
            i, j, shared = i + 1, j + 1, shared + 1
        elif sorted_set[i] < other_sorted_set[j]:
            i += 1
        else:
            j += 1
    return shared
