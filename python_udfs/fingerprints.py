"""Fingerprints: keys that two texts share when they state one problem in other words or languages.

A paraphrase or a translation keeps its numbers and formulas, so a key is made of those and not of
prose: (1) the multiset of numbers, and another with those written as words; (2) each run of five
formula tokens or more; (3) the numbers with one rare word, a name for instance. A short text has
few shingles, so one changed word breaks them all: there a single number is a key, and so is a rare
word beside no number. Keys are hashes; how common one may be is decided in SQL.
"""

import numpy as np
import pyarrow as pa
from numba import uint64

from python_udfs.kernels import inlined_part, kernel, kernel_part
from python_udfs.tokens import (
    CONCEPT_WORDS,
    FNV_OFFSET_64,
    FNV_PRIME_64,
    LONGEST,
    NUMBER,
    NUMBER_WORD,
    RAREST,
    SYMBOL,
    WORD,
    lexicon,
    read_tokens,
    text_buffers,
)

LONG_FORMULA = 5  # tokens
MOST_KEYS = 40  # a text
FEWEST_NUMBERS = 2  # for a key of numbers alone, unless the text is short
SHORT = 16  # tokens; at 24 the candidates of 94 published datasets grow by 6 %, at 16 by 1.5 %
# What a key is made of goes into it, so that those of two kinds never meet.
KEY_OF_NUMBERS, KEY_OF_FORMULA, KEY_OF_RARE_WORD, KEY_OF_NUMBERS_AND_WORDS = 1, 2, 3, 4


class Fingerprinter:
    """Fingerprints columns of normal forms, with the rarity weights of a table token -> weight."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.known = lexicon(weights)

    def column(self, texts: pa.ChunkedArray) -> pa.ListArray:
        """VARCHAR -> BIGINT[] of distinct keys; an empty list for null."""
        keys, counts = _fingerprints(*text_buffers(texts), self.known)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        flat = keys[np.arange(MOST_KEYS) < counts[:, None]]
        return pa.ListArray.from_arrays(offsets, flat)


@kernel
def _fingerprints(offsets, data, known):
    texts = len(offsets) - 1
    keys = np.zeros((texts, MOST_KEYS), np.int64)
    counts = np.zeros(texts, np.int64)
    hashes = np.empty(LONGEST, np.uint64)
    classes = np.empty(LONGEST, np.uint8)
    weights = np.empty(LONGEST, np.float32)
    concepts = np.empty(CONCEPT_WORDS, np.uint64)
    for text in range(texts):
        n = read_tokens(
            *(data, offsets[text], offsets[text + 1], known),
            *(hashes, classes, weights, concepts),
        )
        of_numbers, number_count = _hash_of_numbers(hashes, classes, n, NUMBER)
        with_words, with_words_count = _hash_of_numbers(hashes, classes, n, NUMBER_WORD)
        row = keys[text]
        count = 0
        is_short = n <= SHORT
        if number_count >= FEWEST_NUMBERS or (is_short and number_count == 1):
            count = _add(row, count, of_numbers, KEY_OF_NUMBERS)
        if with_words_count >= FEWEST_NUMBERS or (is_short and with_words_count == 1):
            count = _add(row, count, with_words, KEY_OF_NUMBERS_AND_WORDS)
        run, length = uint64(FNV_OFFSET_64), 0
        for position in range(n + 1):
            if position < n and classes[position] <= SYMBOL:
                run, length = _mix(run, hashes[position]), length + 1
                continue
            if length >= LONG_FORMULA:
                count = _add(row, count, run, KEY_OF_FORMULA)
            run, length = uint64(FNV_OFFSET_64), 0
            is_rare = position < n and classes[position] == WORD and weights[position] >= RAREST
            if is_rare and (number_count > 0 or is_short):
                count = _add(row, count, _mix(of_numbers, hashes[position]), KEY_OF_RARE_WORD)
        counts[text] = count
    return keys, counts


@kernel_part
def _hash_of_numbers(hashes, classes, n, last_class):
    """An order-free hash of the multiset of numbers, those of `last_class` too, and its size."""
    total, count = uint64(0), 0
    for position in range(n):
        if classes[position] == NUMBER or classes[position] == last_class:
            total, count = uint64(total + _mix(uint64(FNV_OFFSET_64), hashes[position])), count + 1
    return total, count


@kernel_part
def _add(row, count, value, kind):
    """Append the key unless it stands already or the row is full; returns the new count."""
    key = np.int64(_mix(value, uint64(kind)) >> uint64(4))
    for k in range(count):
        if row[k] == key:
            return count
    if count < MOST_KEYS:
        row[count] = key
        count += 1
    return count


@inlined_part
def _mix(value, more):
    value = uint64((value ^ more) * uint64(FNV_PRIME_64))
    return uint64(value ^ (value >> uint64(29)))
