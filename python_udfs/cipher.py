"""Reads what somebody enciphered, so that no search finds it: base64, hexadecimal and binary bytes,
rot13, text from right to left, digits for letters.

A long run of signs is read as bytes where these are a text. The rest goes by English: a text of
which few words are common ones is read in each other way, and stays as it is unless that makes many
of its words common.
"""

import base64
import codecs
import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from python_udfs.columns import read_where

COMMON = frozenset(
    "after all an and are as at be by can does each every find for from given had has have he her "
    "his how if in into is it its let many more much not number of on one or out she so than that "
    "the their then there these they this to two was we were what when where which who will with "
    "you".split()
)
COMMON_WORD = rf"(?i)\b(?:{'|'.join(sorted(COMMON))})\b"
WORD = re.compile("[a-z0-9]*[a-z][a-z0-9]+")
FEWEST_COMMON = 5  # different ones, to tell by
MOST_IN_DOUBT, LEAST_WHEN_READ = 0.2, 0.25  # the share of common words
CHARACTERS_TO_A_COMMON_WORD = 30  # a text with more than one is in no doubt

FEWEST_BLANKS = 3


def of_bits(run: str) -> bytes:
    bits = "".join(run.split())
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


BYTES: dict[str, Callable[[str], bytes]] = {  # the narrower alphabets first
    r"(?:[01]{8}[ \n]?){24,}": of_bits,
    r"(?:[0-9A-Fa-f]{2}[ \n]?){24,}": bytes.fromhex,
    r"(?:(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{76})\n)+[A-Za-z0-9+/]+={0,2}": base64.b64decode,
    r"[A-Za-z0-9+/]{40,}={0,2}": base64.b64decode,
}
LONG_RUN = "|".join(BYTES)
LETTERS_OF_DIGITS = str.maketrans("01345789@", "oieastbga")
WORD_WITH_DIGITS = re.compile(r"\b(?=[a-z0-9@]*[0-9@])(?=[0-9@]*[a-z])[a-z0-9@]{2,}", re.IGNORECASE)
WAYS: tuple[Callable[[str], str], ...] = (
    lambda text: text[::-1],
    lambda text: codecs.encode(text, "rot13"),
    lambda text: WORD_WITH_DIGITS.sub(lambda word: word[0].translate(LETTERS_OF_DIGITS), text),
)


def deciphered(text: str) -> str:
    return read_by_words(read_bytes(text))


def read_bytes(text: str) -> str:
    for alphabet, read in BYTES.items():
        text = re.sub(alphabet, lambda run, read=read: text_of(run[0], read) or run[0], text)
    return text


def read_by_words(text: str) -> str:
    share = share_of_common(text)
    if share > MOST_IN_DOUBT:
        return text
    best = max((way(text) for way in WAYS), key=share_of_common)
    if share_of_common(best) < max(LEAST_WHEN_READ, 2 * share):
        return text
    return best if len(COMMON.intersection(words_of(best))) >= FEWEST_COMMON else text


def text_of(run: str, read: Callable[[str], bytes]) -> str | None:
    """The text that the bytes of a run are; None where they are none."""
    try:
        text = read(run).decode()
    except ValueError:
        return None
    is_text = all(sign.isprintable() or sign in "\n\t\r" for sign in text)
    return text if is_text and sum(map(str.isspace, text)) >= FEWEST_BLANKS else None


def share_of_common(text: str) -> float:
    words = words_of(text)
    return sum(word in COMMON for word in words) / max(len(words), 1)


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def deciphered_column(texts: pa.ChunkedArray) -> pa.Array:
    """VARCHAR -> VARCHAR; null for null. Arrow itself passes what is in no doubt."""
    texts = texts.combine_chunks()
    try:
        hold_runs = pc.match_substring_regex(texts, LONG_RUN)
        texts = read_where(hold_runs, read_bytes, texts)
        common = pc.count_substring_regex(texts, COMMON_WORD)
        fewest_sound = pc.divide(pc.utf8_length(texts), CHARACTERS_TO_A_COMMON_WORD)
        return read_where(pc.less_equal(common, fewest_sound), read_by_words, texts)
    except Exception as error:
        raise ValueError(f"deciphered: {type(error).__name__}: {error}") from error
