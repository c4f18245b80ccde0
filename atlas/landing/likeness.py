"""What the values of a place look like: prose, numbers, ids, categories, labels of options."""

import re
from statistics import median
from typing import Any

from atlas.landing.leaf import Leaf
from atlas.landing.text import as_text

PROSE_WORDS = 3
CATEGORY_WORDS = 4
TOKEN_LENGTH = 100
NUMBER = re.compile(r"\s*[-+]?[\d.,/%]+\s*")
TOKEN = re.compile(r"[\w./:#-]*[\d_][\w./:#-]*")  # 2024_I_7, train-12, a/b.json
CHINESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # no spaces between words
LETTER = re.compile(r"\s*[(（]?[A-Ja-j][)）.]?\s*")
LISTED_OPTION = re.compile(r"(?:^|[\s(（])[B2][).:、．）]")
YES_OR_NO = {"yes", "no", "true", "false"}


def texts_of(leaf: Leaf) -> list[str]:
    return [text for value in leaf.there if (text := as_text(value))]


def words(text: str) -> int:
    return len(text[:2_000].split()) + len(CHINESE.findall(text[:2_000])) // 2


def is_prose(leaf: Leaf) -> bool:
    texts = texts_of(leaf)
    return bool(texts) and median(map(words, texts)) >= PROSE_WORDS


def is_numeric(leaf: Leaf) -> bool:
    return all(NUMBER.fullmatch(text) for text in texts_of(leaf))


def is_wordless(leaf: Leaf) -> bool:
    """Signs only, such as the dash for a text that has to be fetched elsewhere."""
    return not any(re.search(r"\w", text) for text in texts_of(leaf))


def is_token(leaf: Leaf) -> bool:
    return all(len(text) <= TOKEN_LENGTH and TOKEN.fullmatch(text) for text in texts_of(leaf))


def is_category(leaf: Leaf) -> bool:
    """A few words again and again, other than yes and no and the letters of options."""
    texts = [value for value in leaf.there if isinstance(value, str)]
    few = len(set(texts)) <= max(len(texts) / 2, 1)
    named = [text for text in texts if not is_label(text) and not NUMBER.fullmatch(text)]
    short = all(
        words(text) <= CATEGORY_WORDS and text.lower() not in YES_OR_NO for text in set(named)
    )
    return few and short and len(named) > len(texts) / 2


def is_label(value: Any) -> bool:
    """Does it name an option rather than say it?"""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        return bool(LETTER.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10


def most_list_options(texts: list[str]) -> bool:
    """Does a second option stand in most of them?"""
    return sum(bool(LISTED_OPTION.search(text)) for text in texts) > len(texts) / 2
