"""Measures how two texts overlap: the evidence the judge weighs, exact and symmetric.

Shingles are sets of n consecutive tokens; numbers, operators and formula tokens are multisets;
words are weighed by rarity, so that boilerplate counts little and one rare word that differs a lot.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numba import uint64

from python_udfs.align import CHANGES, exchanges_of, trace_changes
from python_udfs.kernels import inlined_part, kernel, kernel_part
from python_udfs.question import QUESTION, compare_questions
from python_udfs.tokens import (
    CHARACTER,
    CONCEPT_WORDS,
    FNV_OFFSET_64,
    FNV_PRIME_64,
    LONGEST,
    NEGATION_HASHES,
    NUMBER,
    NUMBER_WORD,
    RAREST,
    SYMBOL,
    WORD,
    Concepts,
    Lexicon,
    index_of,
    is_among,
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
    *("contrasts",),  # in which each text names a concept that the other does not
    *("number_order", "other_number_order"),  # share of neighbouring numbers that stay neighbours
    *("in_order", "formula_in_order", "words_in_order"),  # longest common subsequences of tokens
    *("shared_concepts", "concepts_only", "other_concepts_only"),
    *("shape_in_order",),  # as formula_in_order, whatever the letters are called
    *("strange_word_count", "other_strange_word_count"),  # which the lexicon does not know
    # share of numbers that are followed, or follow, the same token
    *("number_context", "other_number_context", "number_lead", "other_number_lead"),
    *("whole_formulas", "other_whole_formulas"),  # share of those that both have, from end to end
    *("shifted_contrasts",),  # in which each text names a concept oftener than the other does
    *("negates", "other_negates"),  # 1 where some word does
    *QUESTION,
    *CHANGES,
)
# Where a measure stands; that of the other text is behind it, and behind the two what they share.
# Only concepts begin with what is shared.
JACCARD = MEASURES.index("jaccard")
CONTAINMENT = MEASURES.index("containment")
CONTAINMENT_3 = MEASURES.index("containment_3")
CONTAINMENT_2 = MEASURES.index("containment_2")
NUMBERS = MEASURES.index("number_count")
OPERATORS = MEASURES.index("operator_count")
FORMULA = MEASURES.index("formula_count")
WORDS = MEASURES.index("word_weight")
RAREST_ONLY = MEASURES.index("rarest_only")
TOKENS = MEASURES.index("token_count")
FORMULA_CONTAINMENT = MEASURES.index("formula_containment")
RAREST_ONLY_IN_TAIL = MEASURES.index("rarest_only_in_tail")
CONTRASTS = MEASURES.index("contrasts")
NUMBER_ORDER = MEASURES.index("number_order")
IN_ORDER = MEASURES.index("in_order")
FORMULA_IN_ORDER = MEASURES.index("formula_in_order")
WORDS_IN_ORDER = MEASURES.index("words_in_order")
CONCEPTS = MEASURES.index("shared_concepts")
SHAPE_IN_ORDER = MEASURES.index("shape_in_order")
STRANGE_WORDS = MEASURES.index("strange_word_count")
NUMBER_CONTEXT = MEASURES.index("number_context")
NUMBER_LEAD = MEASURES.index("number_lead")
WHOLE_FORMULAS = MEASURES.index("whole_formulas")
SHIFTED_CONTRASTS = MEASURES.index("shifted_contrasts")
NEGATES = MEASURES.index("negates")
FIRST_CHANGE = len(MEASURES) - len(CHANGES)
FIRST_OF_QUESTION = FIRST_CHANGE - len(QUESTION)
SHORTEST_RUN = 2  # formula tokens: fewer are a number or a letter in a sentence
TAIL = 12  # tokens at the end of a text, where a problem asks its question
COMPARISON_TYPE = f"STRUCT({', '.join(f'{name} FLOAT' for name in MEASURES)})"


class Comparer:
    """Compares columns of normal forms, with the tables of `lexicon`."""

    def __init__(
        self,
        weights: dict[str, float],
        concepts: Concepts | None = None,
        exchanges: dict[tuple[str, str], float] | None = None,
    ) -> None:
        self.known: Lexicon = lexicon(weights, concepts)
        self.exchanges = exchanges_of(exchanges or {})

    def column(self, texts: pa.ChunkedArray, others: pa.ChunkedArray) -> pa.StructArray:
        """Two VARCHAR columns of normal forms -> one struct of MEASURES a row; null for null."""
        measures = _compare(*text_buffers(texts), *text_buffers(others), self.known, self.exchanges)
        missing = np.array(texts.is_null()) | np.array(others.is_null())
        columns = [pa.array(measures[:, k]) for k in range(len(MEASURES))]
        return pa.StructArray.from_arrays(columns, names=list(MEASURES), mask=pa.array(missing))


class Table(NamedTuple):
    """A hash table that is cleared by a new stamp; `tokens` has a row per distinct token."""

    keys: np.ndarray
    marks: np.ndarray
    values: np.ndarray
    tokens: np.ndarray  # count and other_count, last and other_last position
    stamp: np.ndarray


@kernel
def _compare(offsets, data, other_offsets, other_data, known, exchanges):
    pairs = len(offsets) - 1
    measures = np.zeros((pairs, len(MEASURES)), np.float32)
    hashes = np.empty((2, LONGEST), np.uint64)
    classes = np.empty((2, LONGEST), np.uint8)
    weights = np.empty((2, LONGEST), np.float32)
    concepts = np.empty((2, CONCEPT_WORDS), np.uint64)
    some = np.empty((2, LONGEST), np.uint64)  # the tokens of some classes, in their order
    bits = np.empty(LONGEST * (LONGEST // 64 + 1), np.uint64)
    rows = np.empty((LONGEST + 1) * (LONGEST // 64 + 1), np.uint64)
    partners = np.empty(LONGEST, np.int64)
    table = Table(
        np.empty(4 * LONGEST, np.uint64),
        np.zeros(4 * LONGEST, np.int64),
        np.empty(4 * LONGEST, np.int64),
        np.empty((2 * LONGEST, 4), np.int64),
        np.zeros(1, np.int64),
    )
    n = m = 0
    for pair in range(pairs):
        start, end = offsets[pair], offsets[pair + 1]
        if pair == 0 or not _is_same(data, offsets[pair - 1], start, end):
            n = read_tokens(
                *(data, start, end, known), *(hashes[0], classes[0], weights[0], concepts[0])
            )
        m = read_tokens(
            *(other_data, other_offsets[pair], other_offsets[pair + 1], known),
            *(hashes[1], classes[1], weights[1], concepts[1]),
        )
        row, counts = measures[pair], (n, m)
        row[TOKENS], row[TOKENS + 1] = counts
        if n == 0 or m == 0:
            continue
        _phrases(row, hashes, counts, table)
        first = _first(hashes, n, m)
        row[IN_ORDER] = _in_order(
            *(hashes[first], counts[first], hashes[1 - first], counts[1 - first]),
            *(table, bits, rows),
        )
        changes = row[FIRST_CHANGE:]
        trace_changes(changes, hashes, classes, counts, first, rows, partners, exchanges)
        _formulas(row, hashes, classes, counts, some, table, bits, rows)
        _wholes(row, hashes, classes, counts, some, table)
        count, other_count = _only_of_both(hashes, classes, counts, WORD, CHARACTER, some)
        row[WORDS_IN_ORDER] = _in_order(some[0], count, some[1], other_count, table, bits, rows)
        row[STRANGE_WORDS] = _strange_words(classes[0], weights[0], n)
        row[STRANGE_WORDS + 1] = _strange_words(classes[1], weights[1], m)
        row[NEGATES] = _negates(hashes[0], classes[0], n)
        row[NEGATES + 1] = _negates(hashes[1], classes[1], m)
        _concepts(row, concepts, known)
        _shifted_contrasts(row, hashes, counts, concepts, known)
        compare_questions(row[FIRST_OF_QUESTION:FIRST_CHANGE], hashes, classes, weights, counts)
        _overlap(row, hashes, classes, weights, n, m, table)
    return measures


@kernel_part
def _phrases(row, hashes, counts, table):
    """Shares of the sets of 5, 3 and 2 consecutive tokens."""
    for length, column in ((5, CONTAINMENT), (3, CONTAINMENT_3), (2, CONTAINMENT_2)):
        mine, theirs, shared = _shingles(hashes[0], counts[0], hashes[1], counts[1], length, table)
        row[column], row[column + 1] = shared / mine, shared / theirs
        if length == 5:
            row[JACCARD] = shared / (mine + theirs - shared)


@kernel_part
def _formulas(row, hashes, classes, counts, some, table, bits, rows):
    """Formula tokens and numbers in their order, prose left out; of `some` each time the first."""
    count, other_count = _only_of_both(hashes, classes, counts, NUMBER, NUMBER_WORD, some)
    row[FORMULA_IN_ORDER] = _in_order(some[0], count, some[1], other_count, table, bits, rows)
    if count > 0 and other_count > 0:
        _shares(row, FORMULA_CONTAINMENT, some, count, other_count, 3, table)
    count = _numbers(hashes[0], classes[0], counts[0], some[0])
    other_count = _numbers(hashes[1], classes[1], counts[1], some[1])
    if count > 1 and other_count > 1:
        _shares(row, NUMBER_ORDER, some, count, other_count, 2, table)
    count = _shape(hashes[0], classes[0], counts[0], some[0])
    other_count = _shape(hashes[1], classes[1], counts[1], some[1])
    row[SHAPE_IN_ORDER] = _in_order(some[0], count, some[1], other_count, table, bits, rows)


@kernel_part
def _wholes(row, hashes, classes, counts, some, table):
    """Numbers with what follows them, a unit or an operator, or with what they follow; formulas
    from end to end."""
    for step, column in ((1, NUMBER_CONTEXT), (-1, NUMBER_LEAD)):
        count = _in_context(hashes[0], classes[0], counts[0], step, some[0])
        other_count = _in_context(hashes[1], classes[1], counts[1], step, some[1])
        if count > 0 and other_count > 0:
            _shares(row, column, some, count, other_count, 1, table)
    count = _whole_formulas(hashes[0], classes[0], counts[0], some[0])
    other_count = _whole_formulas(hashes[1], classes[1], counts[1], some[1])
    if count > 0 and other_count > 0:
        _shares(row, WHOLE_FORMULAS, some, count, other_count, 1, table)


@kernel_part
def _in_context(hashes, classes, count, step, some):
    """Fill `some` with the numbers and the token a step from each; returns how many there are."""
    length = 0
    for position in range(count):
        if classes[position] == NUMBER or classes[position] == NUMBER_WORD:
            beside = position + step
            neighbour = hashes[beside] if 0 <= beside < count else uint64(0)
            some[length] = (hashes[position] * uint64(FNV_PRIME_64)) ^ neighbour
            length += 1
    return length


@kernel_part
def _whole_formulas(hashes, classes, count, some):
    """Fill `some` with the runs of formula tokens that prose ends; returns how many there are."""
    length, start = 0, 0
    for position in range(count + 1):
        if position < count and classes[position] <= NUMBER_WORD:
            continue
        if position - start >= SHORTEST_RUN:
            some[length] = _shingle(hashes, start, position)
            length += 1
        start = position + 1
    return length


@kernel_part
def _only_of_both(hashes, classes, counts, first, last, some):
    """Fill `some` with the tokens of these classes; returns how many either text has."""
    count = _only(hashes[0], classes[0], counts[0], first, last, some[0])
    return count, _only(hashes[1], classes[1], counts[1], first, last, some[1])


@kernel_part
def _is_same(data, start, end, next_end):
    """Whether data[start:end] is what follows it up to `next_end`: pairs come sorted by text."""
    if next_end - end != end - start:
        return False
    for position in range(end - start):
        if data[start + position] != data[end + position]:
            return False
    return True


@kernel_part
def _overlap(row, hashes, classes, weights, n, m, table):
    """Multisets of numbers, operators and formula tokens, and weighed sets of words.

    Weights are summed in double precision: the sum then does not depend on the order.
    """
    stamp, mask, distinct = _cleared(table), _mask(n + m), 0
    tokens = table.tokens
    for side in range(2):
        for position in range(m if side else n):
            slot = _slot(table, hashes[side, position], stamp, mask)
            if table.marks[slot] != stamp:
                table.keys[slot], table.marks[slot] = hashes[side, position], stamp
                table.values[slot] = distinct
                tokens[distinct, 0] = tokens[distinct, 1] = 0
                distinct += 1
            token = table.values[slot]
            tokens[token, side] += 1
            tokens[token, 2 + side] = position
    weight_of_mine, weight_of_theirs, weight_of_shared = 0.0, 0.0, 0.0
    for token in range(distinct):
        count, other_count, last, other_last = tokens[token]
        side, at = (0, last) if count > 0 else (1, other_last)
        kind, weight = classes[side, at], weights[side, at]
        shared = min(count, other_count)
        if kind <= NUMBER_WORD:
            if kind != SYMBOL:
                is_number = kind == NUMBER or kind == NUMBER_WORD
                _count(row, NUMBERS if is_number else OPERATORS, count, other_count, shared)
            _count(row, FORMULA, count, other_count, shared)
            continue
        weight_of_mine += weight if count > 0 else 0.0
        weight_of_theirs += weight if other_count > 0 else 0.0
        if shared > 0:
            weight_of_shared += weight
        elif count > 0:
            row[RAREST_ONLY] = max(row[RAREST_ONLY], weight)
            if last >= n - TAIL:
                row[RAREST_ONLY_IN_TAIL] = max(row[RAREST_ONLY_IN_TAIL], weight)
        else:
            row[RAREST_ONLY + 1] = max(row[RAREST_ONLY + 1], weight)
            if other_last >= m - TAIL:
                row[RAREST_ONLY_IN_TAIL + 1] = max(row[RAREST_ONLY_IN_TAIL + 1], weight)
    _count(row, WORDS, weight_of_mine, weight_of_theirs, weight_of_shared)


@inlined_part
def _count(row, column, mine, theirs, shared):
    row[column] += mine
    row[column + 1] += theirs
    row[column + 2] += shared


@kernel_part
def _concepts(row, concepts, known):
    """Concepts that both texts name, that one names, and contrasts in which they differ."""
    for word in range(CONCEPT_WORDS):
        mine, theirs = concepts[0, word], concepts[1, word]
        row[CONCEPTS] += _ones(mine & theirs)
        row[CONCEPTS + 1] += _ones(mine & ~theirs)
        row[CONCEPTS + 2] += _ones(theirs & ~mine)
    for contrast in range(len(known.contrast_words)):
        word, mask = known.contrast_words[contrast], known.contrast_masks[contrast]
        mine, theirs = concepts[0, word] & mask, concepts[1, word] & mask
        row[CONTRASTS] += (mine & ~theirs) != 0 and (theirs & ~mine) != 0


@kernel_part
def _shifted_contrasts(row, hashes, counts, concepts, known):
    """`less than 5 ... greater` against `less than 5 ... less`: counted where words name them."""
    for contrast in range(len(known.contrast_words)):
        word, mask = known.contrast_words[contrast], known.contrast_masks[contrast]
        mine, theirs = concepts[0, word] & mask, concepts[1, word] & mask
        if mine == 0 or theirs == 0 or _ones(mine | theirs) == 1:
            continue
        rest, is_more, is_less = mine | theirs, False, False
        while rest != 0:
            bit = rest & (~rest + uint64(1))
            rest ^= bit
            count = _named(hashes[0], counts[0], known, word, bit)
            other_count = _named(hashes[1], counts[1], known, word, bit)
            is_more |= count > other_count
            is_less |= count < other_count
        row[SHIFTED_CONTRASTS] += is_more and is_less


@kernel_part
def _named(hashes, count, known, word, bit):
    """How many tokens name the concept."""
    named = 0
    for position in range(count):
        index = index_of(known, hashes[position])
        named += index >= 0 and known.words[index] == word and known.bits[index] == bit
    return named


@inlined_part
def _ones(word):
    count = 0
    while word != 0:
        word &= word - uint64(1)
        count += 1
    return count


@kernel_part
def _in_order(hashes, count, other_hashes, other_count, table, bits, rows):
    """Length of the longest common subsequence, 64 tokens at a time (Hyyrö 2004).

    A row is as many words as the one text needs, a bit a token. `bits` has one per distinct token:
    where it stands in the one text. `rows` is filled with a row before the first and after each
    token of the other: a 0 is a place that takes part in the longest common subsequence so far.
    """
    stamp, mask, distinct = _cleared(table), _mask(count), 0
    words = (count + 63) // 64
    for position in range(count):
        slot = _slot(table, hashes[position], stamp, mask)
        if table.marks[slot] != stamp:
            table.keys[slot], table.marks[slot], table.values[slot] = (
                *(hashes[position], stamp),
                distinct,
            )
            for word in range(words):
                bits[distinct * words + word] = 0
            distinct += 1
        bits[table.values[slot] * words + position // 64] |= uint64(1) << uint64(position % 64)
    for word in range(words):
        rows[word] = ~uint64(0)
    for position in range(other_count):
        before, after = position * words, (position + 1) * words
        slot = _slot(table, other_hashes[position], stamp, mask)
        if table.marks[slot] != stamp:
            for word in range(words):
                rows[after + word] = rows[before + word]
            continue
        places, carry = table.values[slot] * words, uint64(0)
        for word in range(words):
            free, here = rows[before + word], bits[places + word]
            both = free & here
            total = free + both
            over = uint64(total < both)
            total += carry
            carry = over | uint64(total < carry)
            rows[after + word] = total | (free & ~here)
    length = 64 * words
    for word in range(words):
        length -= _ones(rows[other_count * words + word])
    return length


@kernel_part
def _first(hashes, count, other_count):
    """0 or 1: the side whose tokens come first, so that an alignment is the same from both."""
    if count != other_count:
        return np.int64(other_count < count)
    for position in range(count):
        if hashes[0, position] != hashes[1, position]:
            return np.int64(hashes[1, position] < hashes[0, position])
    return np.int64(0)


@kernel_part
def _shape(hashes, classes, count, shape):
    """Fill `shape` with the formula tokens, all symbols as one; returns how many they are."""
    length = 0
    for position in range(count):
        if classes[position] <= NUMBER_WORD:
            shape[length] = uint64(0) if classes[position] == SYMBOL else hashes[position]
            length += 1
    return length


@kernel_part
def _strange_words(classes, weights, count):
    strange = 0
    for position in range(count):
        strange += classes[position] == WORD and weights[position] >= RAREST
    return strange


@kernel_part
def _negates(hashes, classes, count):
    for position in range(count):
        if classes[position] >= WORD and is_among(
            hashes[position], NEGATION_HASHES, 0, len(NEGATION_HASHES)
        ):
            return True
    return False


@kernel_part
def _only(hashes, classes, count, first, last, some):
    """Fill `some` with the tokens of classes `first` to `last`, in order; how many they are."""
    length = 0
    for position in range(count):
        if first <= classes[position] <= last:
            some[length] = hashes[position]
            length += 1
    return length


@kernel_part
def _numbers(hashes, classes, count, numbers):
    """Fill `numbers` with the numbers in their order; returns how many there are."""
    length = 0
    for position in range(count):
        if classes[position] == NUMBER or classes[position] == NUMBER_WORD:
            numbers[length] = hashes[position]
            length += 1
    return length


@kernel_part
def _shares(row, column, some, count, other_count, length, table):
    """Of the sets of `length` consecutive tokens of `some`: the share that both have, for each."""
    mine, theirs, shared = _shingles(some[0], count, some[1], other_count, length, table)
    row[column], row[column + 1] = shared / mine, shared / theirs


@kernel_part
def _shingles(hashes, count, other_hashes, other_count, length, table):
    """Sizes of both sets of `length` consecutive tokens (all where there are fewer), and shared."""
    stamp, mask = _cleared(table), _mask(count + other_count)
    mine = theirs = shared = 0
    for start in range(max(1, count - length + 1)):
        value = _shingle(hashes, start, min(start + length, count))
        slot = _slot(table, value, stamp, mask)
        if table.marks[slot] != stamp:
            table.keys[slot], table.marks[slot], table.values[slot] = value, stamp, 0
            mine += 1
    for start in range(max(1, other_count - length + 1)):
        value = _shingle(other_hashes, start, min(start + length, other_count))
        slot = _slot(table, value, stamp, mask)
        if table.marks[slot] != stamp:
            table.keys[slot], table.marks[slot], table.values[slot] = value, stamp, 1
            theirs += 1
        elif table.values[slot] == 0:
            table.values[slot] = 1
            theirs, shared = theirs + 1, shared + 1
    return mine, theirs, shared


@inlined_part
def _shingle(hashes, start, stop):
    value = uint64(FNV_OFFSET_64)
    for position in range(start, stop):
        value = uint64((value ^ hashes[position]) * uint64(FNV_PRIME_64))
    return value


# --- a hash table for all pairs: a slot whose mark is not the current stamp is free


@inlined_part
def _cleared(table):
    table.stamp[0] += 1
    return table.stamp[0]


@inlined_part
def _mask(entries):
    """For a table at most half full."""
    size = 16
    while size < 2 * entries:
        size *= 2
    return size - 1


@inlined_part
def _slot(table, key, stamp, mask):
    """Where `key` stands, or the free slot for it."""
    slot = np.int64((key ^ (key >> uint64(32))) & uint64(mask))
    while table.marks[slot] == stamp and table.keys[slot] != key:
        slot = (slot + 1) & mask
    return slot
