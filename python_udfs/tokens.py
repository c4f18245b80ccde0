"""Reads the tokens of normal forms for the compiled kernels: a hash, a class and a rarity weight.

A token's weight is the rarity of its stem in maths prompts (seed `token_weights`, whose tokens are
stems); a token the seed does not name is as rare as can be.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numba import uint64

from python_udfs.kernels import inlined_part, kernel_part

NUMBER, OPERATOR, SYMBOL, NUMBER_WORD, WORD, CHARACTER = 1, 2, 3, 4, 5, 6
RAREST = 12.0  # log2 of how many prompts there are to one that holds the token
CONCEPT_WORDS = 8  # of 64 bits, one for each concept that a text can name
LONGEST = 4096  # tokens read of one text; the rest of a longer one decides nothing

FNV_PRIME_64, FNV_OFFSET_64 = 1099511628211, 14695981039346656037

# Names of LaTeX commands that are not English words, so that they mark a formula.
SYMBOL_NAMES = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim sqrt binom gcd "
    "lcm mod bmod pmod equiv cap cup subset subseteq notin infty pm mp lbrace rbrace lfloor rfloor "
    "lceil rceil vec overline hat partial nabla forall approx cong sim pmatrix vmatrix "
    "bmatrix alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma "
    "tau upsilon phi chi psi omega perp varphi"
).split()
# Single letters that are English words or what an apostrophe leaves.
WORDLIKE_LETTERS = "aist"
NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
# Words that turn a condition round; of what has an apostrophe the part before it.
NEGATIONS = (
    "not no never cannot without neither nor none nobody nothing impossible non "
    "don doesn didn isn aren wasn couldn weren hasn haven hadn wouldn shouldn except "
    "nicht kein keine ohne pas sans не без 不 无 没 非 未"
).split()


Concepts = dict[str, tuple[str, str]]  # term -> concept and contrast


class Lexicon(NamedTuple):
    """Hashes with what is known of their tokens; arrays, so that kernels can take them."""

    hashes: np.ndarray  # uint64, sorted
    slots: np.ndarray  # int64, index of the hash that stands at its lowest bits or behind, else -1
    weights: np.ndarray  # float32
    classes: np.ndarray  # uint8, 0 where the spelling decides
    numbers: np.ndarray  # uint64, hash of the digits a number word stands for, else 0
    words: np.ndarray  # int64, which word of the concepts' bits is the token's, else -1
    bits: np.ndarray  # uint64, its bit in that word
    contrast_words: np.ndarray  # int64, per contrast: the word in which its concepts are
    contrast_masks: np.ndarray  # uint64, per contrast: their bits


def lexicon(weights: dict[str, float], concepts: Concepts | None = None) -> Lexicon:
    """The lexicon of stem -> weight and of term -> (concept, contrast).

    A term is a word, or a phrase of characters without spaces. Concepts of one contrast change a
    problem, `maximum` and `minimum`; one without contrast ("") only tells what a text is about.
    """
    known_concepts = {key_of(term): meaning for term, meaning in (concepts or {}).items()}
    digits = {word: str(value) for value, word in enumerate(NUMBER_WORDS) if value > 1}
    digits |= {"twice": "2", "double": "2", "triple": "3", "thrice": "3"}
    places = places_of(set(known_concepts.values()))
    masks: dict[str, tuple[int, int]] = {}
    for (_, contrast), (word, bit) in places.items():
        if contrast:
            masks[contrast] = (word, masks.get(contrast, (word, 0))[1] | bit)
    rows = sorted(
        (
            token_hash(token),
            weights.get(token, RAREST),
            SYMBOL if token in SYMBOL_NAMES else 0,
            token_hash(digits[token]) if token in digits else 0,
            *places.get(known_concepts.get(token), (-1, 0)),
        )
        for token in {*weights, *SYMBOL_NAMES, *digits, *known_concepts}
    )
    columns = zip(*rows, strict=True)
    types = (np.uint64, np.float32, np.uint8, np.uint64, np.int64, np.uint64)
    hashes, *known = (np.array(c, t) for c, t in zip(columns, types, strict=True))
    contrast_words = np.array([word for word, _ in masks.values()], np.int64)
    contrast_masks = np.array([mask for _, mask in masks.values()], np.uint64)
    return Lexicon(hashes, slots_of(hashes), *known, contrast_words, contrast_masks)


def key_of(term: str) -> str:
    """As the term stands in a normal form, where characters are set apart and words have stems."""
    return stem(term) if term.isascii() else " ".join(term)


def places_of(meanings: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """A word and a bit for each (concept, contrast); all of one contrast are in one word."""
    places, used = {}, [0] * CONCEPT_WORDS
    contrasts = sorted({contrast for _, contrast in meanings if contrast})
    groups = [sorted(one for one in meanings if one[1] == contrast) for contrast in contrasts]
    groups += [[one] for one in sorted(meanings) if not one[1]]
    for group in groups:
        word = next(word for word, count in enumerate(used) if count + len(group) <= 64)
        for meaning in group:
            places[meaning] = (word, 1 << used[word])
            used[word] += 1
    return places


def slots_of(hashes: np.ndarray) -> np.ndarray:
    """A table at most a quarter full; a taken slot sends its hash on to the next."""
    slots = np.full(1 << (4 * len(hashes)).bit_length(), -1, np.int64)
    for index, value in enumerate(hashes.tolist()):
        slot = value % len(slots)
        while slots[slot] >= 0:
            slot = (slot + 1) % len(slots)
        slots[slot] = index
    return slots


def token_hash(token: str) -> int:
    """FNV-1a, 64 bits, of the token's UTF-8 bytes."""
    value = FNV_OFFSET_64
    for byte in token.encode():
        value = ((value ^ byte) * FNV_PRIME_64) & 0xFFFFFFFFFFFFFFFF
    return value


def hashes_of(words: list[str]) -> np.ndarray:
    """The hashes of the stems of words, for `is_among`."""
    return np.array([token_hash(stem(word)) for word in words], np.uint64)


@kernel_part
def is_among(token, hashes, start, stop):
    """Whether the hash is one of hashes[start:stop], of which there are few."""
    place = start
    while place < stop and hashes[place] != token:
        place += 1
    return place < stop


def stem(token: str) -> str:
    """A plain word without a plural or past ending: enough to see that `apples` is `apple`."""
    if token.isascii() and token.isalpha():
        for ending, shortest in (("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
            if len(token) >= shortest and token.endswith(ending):
                return token[: -len(ending)]
    return token


def text_buffers(texts: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Offsets (one more than texts) and UTF-8 bytes of a column of texts; nulls are empty."""
    column = texts.combine_chunks().cast(pa.large_string()).fill_null("")
    _, offsets, data = column.buffers()
    starts = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    return starts, np.frombuffer(data or b"", np.uint8)


@kernel_part
def read_tokens(data, start, end, known, hashes, classes, weights, concepts):
    """Fill the arrays with the tokens of data[start:end]; returns how many there are.

    A number word gets the hash of its digits, so that `two` and `2` are one number. `concepts`
    gathers the bits of the concepts that the text names, in a word or in up to 3 characters.
    """
    concepts[:] = 0
    count, position = 0, start
    before, before_that = -1, -1  # where the characters before this one begin
    while position < end and count < LONGEST:
        stop = position
        while stop < end and data[stop] != 32:
            stop += 1
        first, length = data[position], stop - position
        is_word = 97 <= first <= 122 and length > 1
        value = hash_bytes(data, position, _stem_end(data, position, stop) if is_word else stop)
        index = index_of(known, value)
        is_known = index >= 0
        hashes[count] = value
        weights[count] = known.weights[index] if is_known else RAREST
        if is_known:
            _name(concepts, known, index)
        if first >= 0xE2:
            if before >= 0:
                _name(concepts, known, index_of(known, hash_bytes(data, before, stop)))
            if before_that >= 0:
                _name(concepts, known, index_of(known, hash_bytes(data, before_that, stop)))
            before, before_that = position, before
        else:
            before, before_that = -1, -1
        if is_known and known.numbers[index] > 0:
            hashes[count] = known.numbers[index]
            classes[count] = NUMBER_WORD
        elif 48 <= first <= 57:
            classes[count] = NUMBER
        elif is_known and known.classes[index] == SYMBOL:
            classes[count] = SYMBOL
        elif 97 <= first <= 122:
            wordlike = first == 97 or first == 105 or first == 115 or first == 116
            classes[count] = WORD if length > 1 or wordlike else SYMBOL
        elif first < 128:
            classes[count] = OPERATOR
        else:
            classes[count] = CHARACTER if first >= 0xE2 else WORD
        count += 1
        position = stop + 1
    return count


@inlined_part
def _name(concepts, known, index):
    if index >= 0 and known.words[index] >= 0:
        concepts[known.words[index]] |= known.bits[index]


@inlined_part
def index_of(known, value):
    """Where the hash stands among the known ones, or -1."""
    last = len(known.slots) - 1
    slot = np.int64(value & uint64(last))
    while known.slots[slot] >= 0 and known.hashes[known.slots[slot]] != value:
        slot = (slot + 1) & last
    return known.slots[slot]


@inlined_part
def hash_bytes(data, start, end):
    """`token_hash` of data[start:end]."""
    value = uint64(FNV_OFFSET_64)
    for position in range(start, end):
        value = uint64((value ^ uint64(data[position])) * uint64(FNV_PRIME_64))
    return value


@kernel_part
def _stem_end(data, start, end):
    """Where the stem of the lower-case word data[start:end] ends; same endings as `stem`."""
    length = end - start
    for position in range(start, end):
        if data[position] < 97 or data[position] > 122:
            return end
    last, before = data[end - 1], data[end - 2]
    if length >= 6 and last == 103 and before == 110 and data[end - 3] == 105:
        return end - 3
    if length >= 5 and last == 100 and before == 101:
        return end - 2
    if length >= 5 and last == 115 and before == 101:
        return end - 2
    if length >= 4 and last == 115:
        return end - 1
    return end


NEGATION_HASHES = hashes_of(NEGATIONS)
