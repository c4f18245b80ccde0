"""Where a text can be changed, and words that are exchanged for others (exchanges.csv)."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

Change = Callable[[str, Random], str | None]

EXCHANGES = Path(__file__).with_name("exchanges.csv")
NUMBER = re.compile(r"(?<![\w.,\\])\d{1,6}(?![\w,]*\d|\.\d)")
MATHS = re.compile(r"\$+[^$]+\$+|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[。？！；])")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def exchanges(kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words with what is put in their place; all but those that are alike in both directions."""
    pairs = []
    with EXCHANGES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in kinds:
                pairs.append((row["word"], row["other_word"]))
                if row["kind"] != "alike":
                    pairs.append((row["other_word"], row["word"]))
    return pairs


def put_in(text: str, span: tuple[int, int], other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def exchanged(pairs: list[tuple[str, str]]) -> Change:
    """One word of the text is exchanged, in one place."""
    others = defaultdict(list)
    for word, other in pairs:
        others[word].append(other)
    longest_first = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    words = re.compile(rf"(?<![\\{{A-Za-z])(?:{longest_first})(?![A-Za-z])", re.IGNORECASE)

    def change(text: str, rng: Random) -> str | None:
        found = [match for match in words.finditer(text) if match[0].lower() in others]
        if not found:
            return None
        match = rng.choice(found)
        other = rng.choice(others[match[0].lower()])
        return put_in(text, match.span(), other.capitalize() if match[0][0].isupper() else other)

    return change


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]
