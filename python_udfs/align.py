"""What changed between two aligned texts: which tokens stand in each other's place, which are new.

The alignment is a longest common subsequence, traced back through the rows that its bit-parallel
computation leaves (Hyyrö 2004). Between two aligned tokens lies a gap; where it has as many tokens
on either side they are exchanged one for one, else each was inserted on its side.
"""

from typing import NamedTuple

import numpy as np
from numba import uint64

from python_udfs.kernels import inlined_part, kernel_part
from python_udfs.tokens import (
    FNV_PRIME_64,
    NEGATIONS,
    NUMBER,
    NUMBER_WORD,
    OPERATOR,
    SYMBOL,
    WORD,
    hashes_of,
    index_of,
    is_among,
    slots_of,
    token_hash,
)

# By kind, in the order of `_kind`; `other_` = on the other side.
CHANGES = (
    *("exchanged_numbers", "exchanged_operators", "exchanged_symbols", "exchanged_words"),
    *("exchanged_kinds",),  # one kind for another
    *("inserted_numbers", "inserted_operators", "inserted_symbols", "inserted_words"),
    *("other_inserted_numbers", "other_inserted_operators"),
    *("other_inserted_symbols", "other_inserted_words"),
    *("gaps",),
    *("exchange_weight", "worst_exchange", "strange_exchanges"),  # of words
    *("short_gaps", "denials"),  # between aligned tokens; where one side denies oftener
    *("unsteady_exchanges",),  # of symbols and strange words, that are no renaming
)
KINDS = 4
MIXED, INSERTED, OTHER_INSERTED, GAPS = 4, 5, 9, 13
WEIGHT, WORST, STRANGE, SHORT_GAPS, DENIALS, UNSTEADY = 14, 15, 16, 17, 18, 19
SHORT = 3  # tokens on either side of a short gap, at most
MOST_EXCHANGES = 64  # that are looked at for a renaming
STAYS, NO_PARTNER = -1, -2
# `non-negative` and `nonnegative` are one.
DENYING = [word for word in NEGATIONS if word != "non"]
DENYING_HASHES = hashes_of(DENYING)


class Exchanges(NamedTuple):
    """How much an exchange of two words speaks for one problem, by a hash of the two."""

    hashes: np.ndarray  # uint64, sorted
    slots: np.ndarray  # int64, as of the lexicon
    weights: np.ndarray  # float32, log2 odds


def exchanges_of(weights: dict[tuple[str, str], float]) -> Exchanges:
    """The table of (stem, other stem) -> weight; the order of the two does not matter."""
    rows = sorted(
        (int(pair_hash(*(np.uint64(token_hash(stem)) for stem in pair))), weight)
        for pair, weight in weights.items()
    )
    hashes = np.array([value for value, _ in rows], np.uint64)
    return Exchanges(hashes, slots_of(hashes), np.array([weight for _, weight in rows], np.float32))


@kernel_part
def pair_hash(one, other):
    return uint64((min(one, other) * uint64(FNV_PRIME_64)) ^ max(one, other))


@kernel_part
def trace_changes(row, hashes, classes, counts, first, rows, partners, exchanges):
    """Fill `row` with CHANGES. `rows` are those of the common subsequence: a row per token of the
    second side, a bit per token of side `first`; `partners` is room for one more per token."""
    second = 1 - first
    i, j = counts[first], counts[second]
    partners[:i] = NO_PARTNER
    words = (i + 63) // 64
    end_i, end_j = i, j
    while i > 0 and j > 0:
        if _bit(rows, j * words, i - 1):
            i -= 1
            continue
        j -= 1
        if _bit(rows, j * words, i - 1):  # tokens i - 1 and j are aligned
            _add_gap(row, hashes, classes, first, (i, end_i), (j + 1, end_j), partners, exchanges)
            partners[i - 1] = STAYS
            if end_i < counts[first] and end_j < counts[second]:
                _add_short_gap(row, hashes, classes, first, (i, end_i), (j + 1, end_j))
            i -= 1
            end_i, end_j = i, j
    _add_gap(row, hashes, classes, first, (0, end_i), (0, end_j), partners, exchanges)
    row[UNSTEADY] = _unsteady(hashes[first], hashes[second], partners[: counts[first]])


@inlined_part
def _bit(rows, start, place):
    return (rows[start + place // 64] >> uint64(place % 64)) & uint64(1) != 0


@kernel_part
def _add_gap(row, hashes, classes, first, span, other_span, partners, exchanges):
    second = 1 - first
    (start, stop), (other_start, other_stop) = span, other_span
    if start == stop and other_start == other_stop:
        return
    row[GAPS] += 1
    if stop - start != other_stop - other_start:
        column = OTHER_INSERTED if first else INSERTED
        for place in range(start, stop):
            row[column + _kind(classes[first, place])] += 1
        column = INSERTED if first else OTHER_INSERTED
        for place in range(other_start, other_stop):
            row[column + _kind(classes[second, place])] += 1
        return
    for step in range(stop - start):
        place, other_place = start + step, other_start + step
        kind = _kind(classes[first, place])
        if kind != _kind(classes[second, other_place]):
            row[MIXED] += 1
            continue
        row[kind] += 1
        may_be_renamed = kind == KINDS - 2
        if kind == KINDS - 1:
            may_be_renamed = _weigh(
                row, hashes[first, place], hashes[second, other_place], exchanges
            )
        if may_be_renamed:
            partners[place] = other_place


@kernel_part
def _add_short_gap(row, hashes, classes, first, span, other_span):
    (start, stop), (other_start, other_stop) = span, other_span
    second = 1 - first
    longest = max(stop - start, other_stop - other_start)
    if 0 < longest <= SHORT:
        row[SHORT_GAPS] += 1
        denied = _denying(hashes[first], classes[first], start, stop)
        denied_by_other = _denying(hashes[second], classes[second], other_start, other_stop)
        row[DENIALS] += denied != denied_by_other


@kernel_part
def _denying(hashes, classes, start, stop):
    """How many of hashes[start:stop] deny; `not =` is a sign, and denies no more than another."""
    denying = 0
    for place in range(start, stop):
        if classes[place] < WORD:
            return 0
        denying += is_among(hashes[place], DENYING_HASHES, 0, len(DENYING_HASHES))
    return denying


@kernel_part
def _kind(token_class):
    if token_class in (NUMBER, NUMBER_WORD):
        return 0
    if token_class == OPERATOR:
        return 1
    return 2 if token_class == SYMBOL else 3


@kernel_part
def _weigh(row, word, other_word, exchanges):
    """Whether the exchange of the two is a strange one, of which nothing is known."""
    index = index_of(exchanges, pair_hash(word, other_word))
    if index < 0:
        row[STRANGE] += 1
        return True
    weight = exchanges.weights[index]
    row[WEIGHT] += weight
    row[WORST] = min(row[WORST], weight)
    return False


@kernel_part
def _unsteady(hashes, other_hashes, partners):
    """How many of the exchanges with a partner are at odds with what stands in other places."""
    unsteady = looked_at = 0
    for place in range(len(partners)):
        if partners[place] < 0:
            continue
        if looked_at == MOST_EXCHANGES:
            break
        looked_at += 1
        token, other_token = hashes[place], other_hashes[partners[place]]
        for elsewhere in range(len(partners)):
            if partners[elsewhere] == NO_PARTNER:
                continue
            stays = partners[elsewhere] == STAYS
            there = hashes[elsewhere]
            other_there = there if stays else other_hashes[partners[elsewhere]]
            if (there == token) != (other_there == other_token):
                unsteady += 1
                break
    return unsteady
