"""Measures how two texts overlap: the evidence the judge weighs, exact and symmetric.

Shingles are sets of n consecutive tokens; numbers, operators and formula tokens are multisets;
words are weighed by rarity, so that boilerplate counts little and one rare word that differs a lot.
"""

import numpy as np
import pyarrow as pa
from numba import njit, uint64

from python_udfs.tokens import (
    LONGEST,
    NUMBER,
    OPERATOR,
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
)
COMPARISON_TYPE = f"STRUCT({', '.join(f'{name} FLOAT' for name in MEASURES)})"


class Comparer:
    """Compares columns of normal forms, with the rarity weights of a table token -> weight."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.known: Lexicon = lexicon(weights)

    def column(self, texts: pa.ChunkedArray, others: pa.ChunkedArray) -> pa.StructArray:
        """Two VARCHAR columns of normal forms -> one struct of MEASURES a row; null for null."""
        measures = _compare(*text_buffers(texts), *text_buffers(others), self.known)
        missing = np.array(texts.is_null()) | np.array(others.is_null())
        columns = [pa.array(measures[:, k]) for k in range(len(MEASURES))]
        return pa.StructArray.from_arrays(columns, names=list(MEASURES), mask=pa.array(missing))


@njit(nogil=True, cache=True)
def _compare(offsets, data, other_offsets, other_data, known):
    pairs = len(offsets) - 1
    measures = np.zeros((pairs, 23), np.float32)
    hashes = np.empty((2, LONGEST), np.uint64)
    classes = np.empty((2, LONGEST), np.uint8)
    weights = np.empty((2, LONGEST), np.float32)
    numbers = np.empty((2, LONGEST), np.uint64)
    for pair in range(pairs):
        n = read_tokens(
            *(data, offsets[pair], offsets[pair + 1], known),
            *(hashes[0], classes[0], weights[0], numbers[0]),
        )
        m = read_tokens(
            *(other_data, other_offsets[pair], other_offsets[pair + 1], known),
            *(hashes[1], classes[1], weights[1], numbers[1]),
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
        _overlap(row, hashes, classes, weights, numbers, n, m)
    return measures


@njit(nogil=True, cache=True)
def _overlap(row, hashes, classes, weights, numbers, n, m):
    """Multisets of numbers, operators and formula tokens, and weighed sets of words."""
    order, other_order = np.argsort(hashes[0, :n]), np.argsort(hashes[1, :m])
    loose, other_loose = [uint64(0)], [uint64(0)]  # numbers written in digits, not yet paired
    i = j = 0
    while i < n or j < m:
        mine = i < n and (j >= m or hashes[0, order[i]] <= hashes[1, other_order[j]])
        theirs = j < m and (i >= n or hashes[1, other_order[j]] <= hashes[0, order[i]])
        side, at = (0, order[i]) if mine else (1, other_order[j])
        value, kind, weight = hashes[side, at], classes[side, at], weights[side, at]
        count = other_count = 0
        while i < n and hashes[0, order[i]] == value:
            i, count = i + 1, count + 1
        while j < m and hashes[1, other_order[j]] == value:
            j, other_count = j + 1, other_count + 1
        shared = min(count, other_count)
        if kind <= SYMBOL:
            if kind == NUMBER:
                row[7] += count
                row[8] += other_count
                row[9] += shared
                for _ in range(count - shared):
                    loose.append(value)
                for _ in range(other_count - shared):
                    other_loose.append(value)
            elif kind == OPERATOR:
                row[10] += count
                row[11] += other_count
                row[12] += shared
            row[13] += count
            row[14] += other_count
            row[15] += shared
        else:
            row[16] += weight if mine else 0.0
            row[17] += weight if theirs else 0.0
            if mine and theirs:
                row[18] += weight
            elif mine:
                row[19] = max(row[19], weight)
            else:
                row[20] = max(row[20], weight)
    row[9] += _spelt_out(loose, numbers[1, :m]) + _spelt_out(other_loose, numbers[0, :n])


@njit(nogil=True, cache=True)
def _spelt_out(loose, spelt):
    """How many of the loose numbers the other text spells out as words, each word used once."""
    used = np.zeros(len(spelt), np.bool_)
    found = 0
    for k in range(1, len(loose)):
        for position in range(len(spelt)):
            if not used[position] and spelt[position] == loose[k]:
                used[position] = True
                found += 1
                break
    return found


@njit(nogil=True, cache=True)
def _shingles(hashes, length):
    """The sorted set of hashes of `length` consecutive tokens (all tokens where there are fewer)."""
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
