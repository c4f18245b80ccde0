"""What an index keeps of a text instead of the text: enough to say that another one is the same.

`signature` is the lowest byte of each MinHash value (b-bit minwise hashing, Li and König 2010).
`formula` is a hash of the text's numbers, operators and symbols in their order, and of its
negations wherever they stand: two wordings of one problem agree in it, two variants hardly ever do;
`formula_length` says how much that tells. `rare_words` are 16-bit hashes of its rare words, sorted:
that a word was exchanged shows, what the text said does not. `word_sum` adds up hashes of all its
words: two sums differ by the same number wherever the one word stands for the other. Like a hash of
the whole text it confirms a guess at all of its words; whoever knows all but one can find that one.
"""

import numpy as np
import pyarrow as pa
from numba import uint64

from python_udfs.kernels import kernel
from python_udfs.tokens import (
    CONCEPT_WORDS,
    FNV_OFFSET_64,
    FNV_PRIME_64,
    LONGEST,
    NEGATION_HASHES,
    NUMBER_WORD,
    is_among,
    lexicon,
    read_tokens,
    text_buffers,
)

RARE = 5.0  # one prompt of 32 holds the word
MOST_RARE_WORDS = 64  # a text
WORD_BITS = 48  # of each word's hash; the sum over a text stays below 2^60
MARKS_TYPE = (
    "STRUCT(signature UTINYINT[], formula BIGINT, formula_length INTEGER, "
    "rare_words USMALLINT[], word_sum BIGINT)"
)


class Marker:
    """Marks columns of normal forms, with the rarity weights of a table token -> weight."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.known = lexicon(weights)

    def column(self, texts: pa.ChunkedArray, signatures: pa.ChunkedArray) -> pa.StructArray:
        """VARCHAR, UINTEGER[] -> MARKS_TYPE; `formula` is null where there is none."""
        formulas, lengths, words, counts, sums = _marks(*text_buffers(texts), self.known)
        return pa.StructArray.from_arrays(
            [
                low_bytes(signatures.combine_chunks()),
                pa.array(formulas, pa.int64(), mask=formulas == 0),
                pa.array(lengths),
                lists_of(words[np.arange(MOST_RARE_WORDS) < counts[:, None]], counts),
                pa.array(sums),
            ],
            ["signature", "formula", "formula_length", "rare_words", "word_sum"],
        )


def low_bytes(signatures: pa.ListArray) -> pa.ListArray:
    values = np.asarray(signatures.flatten(), np.uint32).astype(np.uint8)
    return lists_of(values, np.asarray(signatures.value_lengths().fill_null(0)))


def lists_of(values: np.ndarray, lengths: np.ndarray) -> pa.ListArray:
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, pa.array(values))


@kernel
def _marks(offsets, data, known):  # pragma: no cover (compiled)
    texts = len(offsets) - 1
    formulas = np.zeros(texts, np.int64)
    lengths = np.zeros(texts, np.int32)
    words = np.zeros((texts, MOST_RARE_WORDS), np.uint16)
    counts = np.zeros(texts, np.int64)
    sums = np.zeros(texts, np.int64)
    hashes = np.empty(LONGEST, np.uint64)
    classes = np.empty(LONGEST, np.uint8)
    weights = np.empty(LONGEST, np.float32)
    concepts = np.empty(CONCEPT_WORDS, np.uint64)
    for text in range(texts):
        count = read_tokens(
            data, offsets[text], offsets[text + 1], known, hashes, classes, weights, concepts
        )
        formula, denied, rare = uint64(FNV_OFFSET_64), uint64(0), np.empty(count, np.uint16)
        rare_count = 0
        for token in range(count):
            if classes[token] <= NUMBER_WORD:
                formula = uint64((formula ^ hashes[token]) * uint64(FNV_PRIME_64))
                lengths[text] += 1
                continue
            sums[text] += np.int64(hashes[token] >> uint64(64 - WORD_BITS))
            if is_among(hashes[token], NEGATION_HASHES, 0, len(NEGATION_HASHES)):
                denied += hashes[token]
            if weights[token] >= RARE:
                folded = hashes[token] ^ (hashes[token] >> uint64(32))
                rare[rare_count] = np.uint16((folded ^ (folded >> uint64(16))) & uint64(0xFFFF))
                rare_count += 1
        if lengths[text] > 0:
            formulas[text] = max(1, np.int64((formula + denied) >> uint64(1)))
        distinct = np.unique(rare[:rare_count])[:MOST_RARE_WORDS]
        counts[text] = len(distinct)
        words[text, : len(distinct)] = distinct
    return formulas, lengths, words, counts, sums
