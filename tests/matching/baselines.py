"""The rules that other tools go by, beside which the judge is shown.

Each takes the texts of a table (`text`, `other_text`) and says which pairs it would accept.
"""

import re
from collections.abc import Callable

import pandas as pd

from tests.matching import minilm

Rule = Callable[[pd.DataFrame], pd.Series]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    tokens = words(text)
    return {tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1)}


def jaccard(pairs: pd.DataFrame) -> pd.Series:
    """Words in common from a share of 0.7 on."""

    def share(text: str, other: str) -> float:
        mine, theirs = set(words(text)), set(words(other))
        return len(mine & theirs) / max(len(mine | theirs), 1)

    return each(pairs, lambda text, other: share(text, other) >= 0.7)


def shared_run(length: int) -> Rule:
    """Any run of so many words in common: 8 is open-r1's rule, 13 that of GPT-3."""
    return lambda pairs: each(
        pairs, lambda text, other: not runs(text, length).isdisjoint(runs(other, length))
    )


def cosine(pairs: pd.DataFrame) -> pd.Series:
    """Embeddings that point the same way."""
    return pd.Series(minilm.cosines(pairs.text, pairs.other_text) >= 0.9, pairs.index)


def each(pairs: pd.DataFrame, accepts: Callable[[str, str], bool]) -> pd.Series:
    found = [accepts(*texts) for texts in zip(pairs.text, pairs.other_text, strict=True)]
    return pd.Series(found, pairs.index, dtype=bool)


RULES: dict[str, Rule] = {
    "Jaccard 0.7": jaccard,
    "8-gram": shared_run(8),
    "13-gram": shared_run(13),
    **({"MiniLM 0.9": cosine} if minilm.is_installed() else {}),
}
