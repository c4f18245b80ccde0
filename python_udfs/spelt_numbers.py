"""Numbers above twenty that are written in words, as digits: `two hundred and five` is 205.

Smaller ones stay words, which the tokens know: `one` is a pronoun as often as a number. So does
what is no number as it stands, `twenty-first` or `one, forty or`.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from python_udfs.columns import read_where

BELOW_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: value for value, word in enumerate(BELOW_TWENTY, start=1)} | {
    word: 10 * value for value, word in enumerate(TENS, start=2)
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
LARGEST_KNOWN = 20

LARGE = "|".join((*TENS, "hundred", *SCALES))
WORD = "|".join((*VALUES, "hundred", *SCALES))
NUMBER = re.compile(
    rf"(?<![\w-])(?:a (?=hundred|{'|'.join(SCALES)}))?(?:{WORD})\b(?:(?:-| and | )(?:{WORD})\b)*"
    r"(?!-\w)",
    re.IGNORECASE,
)
# What may stand behind each kind of word.
NUMERAL = {"unit", "teen", "ten"}
BEHIND = {
    "unit": {"hundred", "scale"},
    "teen": {"hundred", "scale"},
    "ten": {"unit", "scale"},
    "hundred": {"and", "scale", *NUMERAL},
    "scale": {"and", *NUMERAL},
    "and": NUMERAL,
}
HOLDS_LARGE = rf"(?i)\b({LARGE})\b"


def numbers_as_digits(text: str) -> str:
    return NUMBER.sub(lambda words: digits(words[0]) or words[0], text)


def digits(words: str) -> str | None:
    """The digits of a number above twenty; None for words that are no such number."""
    total, group, allowed, scale_before = 0, 0, NUMERAL, 10**12
    for word in re.split("[- ]", words.lower()):
        if word == "and":
            kind = "and"
        elif word == "hundred":
            kind, group = "hundred", group * 100
        elif word in SCALES:
            kind = "scale" if SCALES[word] < scale_before else ""
            scale_before = SCALES[word]
            total, group = total + group * scale_before, 0
        else:
            value = VALUES.get(word, 1)  # of `a hundred`
            kind = "unit" if value < 10 else "teen" if value < 20 else "ten"
            group += value
        if kind not in allowed:
            return None
        allowed = BEHIND[kind]
    return str(total + group) if total + group > LARGEST_KNOWN else None


def numbers_as_digits_column(texts: pa.ChunkedArray) -> pa.Array:
    """VARCHAR -> VARCHAR; null for null. Only texts that hold a large number go through Python."""
    texts = texts.combine_chunks()
    try:
        hold_large = pc.match_substring_regex(texts, HOLDS_LARGE)
        return read_where(hold_large, numbers_as_digits, texts)
    except Exception as error:
        raise ValueError(f"numbers_as_digits: {type(error).__name__}: {error}") from error
