"""Disguises of a published problem: it is put down differently and stays the problem it was.

A disguise takes a text and a random generator and returns the changed text, or None where it has
nothing to work on.
"""

import re
from collections.abc import Iterable
from random import Random

from python_udfs.tokens import NUMBER_WORDS
from tests.matching.exchanges import (
    CHINESE,
    MATHS,
    NUMBER,
    Change,
    exchanged,
    exchanges,
    put_in,
    sentences,
)
from tests.matching.wordings import (
    ASKED,
    FAREWELLS,
    GREETINGS,
    OTHER_EXERCISES,
    PLAIN_SIGNS,
    REMARKS,
    TEX_DIALECT,
    TURNED,
)

SHORTEST_TASK = 100  # characters
LETTERS = ("x", "y", "n", "m", "a", "b", "k", "t")


def exchanged_everywhere(pairs: Iterable[tuple[str, str]]) -> Change:
    def change(text: str, rng: Random) -> str | None:
        changed = text
        for old, new in pairs:
            changed = re.sub(
                re.escape(old) + ("(?![A-Za-z])" if old[-1].isalpha() else ""),
                lambda _, new=new: new,
                changed,
            )
        return changed if changed != text else None

    return change


def reworded(text: str, rng: Random, times: int = 3) -> str | None:
    """Up to `times` words are exchanged for others that mean the same."""
    changed = None
    for _ in range(rng.randint(1, times)):
        changed = ALIKE(changed or text, rng) or changed
    return changed


ALIKE = exchanged(exchanges(("alike",)))


def turned(text: str, rng: Random) -> str | None:
    found = [pair for pair in (*TURNED, *ASKED) if pair[0] in text]
    return text.replace(*rng.choice(found), 1) if found else None


def numbers_in_words(text: str, rng: Random) -> str | None:
    """Small numbers outside formulas."""
    formulas = [match.span() for match in MATHS.finditer(text)]
    changed = text
    for match in reversed(list(NUMBER.finditer(text))):
        is_plain = not any(start <= match.start() < stop for start, stop in formulas)
        if is_plain and int(match[0]) < len(NUMBER_WORDS) and not CHINESE.search(text):
            changed = put_in(changed, match.span(), NUMBER_WORDS[int(match[0])])
    return changed if changed != text else None


def formulas_laid_out(text: str, rng: Random) -> str | None:
    opening, closing = rng.choice(((r"\(", r"\)"), ("$$", "$$"), ("`", "`"), (" ", " ")))
    changed = re.sub(r"(?<![\\$])\$([^$]+)\$", lambda match: f"{opening}{match[1]}{closing}", text)
    return changed if changed != text else None


def letter_renamed(text: str, rng: Random) -> str | None:
    """One letter has another name throughout the formulas."""
    used = {
        letter
        for formula in MATHS.finditer(text)
        for letter in re.findall(r"(?<![A-Za-z\\{])[a-z](?![A-Za-z])", formula[0])
    }
    old, free = sorted(used & set(LETTERS)), sorted(set(LETTERS) - used)
    if not old or not free:
        return None
    one, other = rng.choice(old), rng.choice(free)
    letter = re.compile(rf"(?<![A-Za-z\\]){one}(?![A-Za-z])")
    return MATHS.sub(lambda formula: letter.sub(other, formula[0]), text)


def name_changed(text: str, rng: Random) -> str | None:
    """Somebody who is named twice is somebody else."""
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,9}\b", text)
    chosen = sorted({name for name in names if text.count(name) > 1})
    if not chosen:
        return None
    other = rng.choice(("Farid", "Ingrid", "Tomas", "Leila", "Kwame", "Yuki", "Bruno", "Priya"))
    return re.sub(rf"\b{rng.choice(chosen)}\b", other, text)


def misspelt(text: str, rng: Random) -> str | None:
    """A letter of some long words is lost, doubled or changes places with the next."""
    words = list(re.finditer(r"(?<![\\A-Za-z])[a-z]{5,}\b", text))
    if len(words) < 4:
        return None
    for word in sorted(rng.sample(words, rng.randint(1, 3)), key=lambda match: -match.start()):
        place = word.start() + rng.randrange(1, len(word[0]) - 1)
        one, two = text[place], text[place + 1]
        text = put_in(text, (place, place + 2), rng.choice((one, one + one + two, two + one)))
    return text


def remark_added(text: str, rng: Random) -> str | None:
    parts = sentences(text)
    if len(parts) < 2 or CHINESE.search(text):
        return None
    place = rng.randrange(1, len(parts))
    return " ".join([*parts[:place], rng.choice(REMARKS), *parts[place:]])


def introduced(text: str, rng: Random) -> str:
    return f"{rng.choice((*GREETINGS, *OTHER_EXERCISES))}\n{text}"


def followed(text: str, rng: Random) -> str:
    return f"{text}\n{rng.choice(FAREWELLS)}"


def framed(text: str, rng: Random) -> str:
    return followed(introduced(text, rng), rng)


def without_points(text: str, rng: Random) -> str | None:
    changed = re.sub(r"(?<=[A-Za-z])[.,;?](?=\s|$)", "", text)
    return changed if changed != text else None


def small_words_lost(text: str, rng: Random) -> str | None:
    changed = re.sub(r"\b(?:the|a|an|that|then) (?=[a-z])", "", text)
    return changed if changed != text else None


def examples_lost(text: str, rng: Random) -> str | None:
    """What stands before the examples, the limits or the options, if that is most of a problem."""
    found = re.search(r"\n\s*(?:Examples?|Constraints|Note|Input|Sample|\(A\)|A[.)])[ :\d]*", text)
    return text[: found.start()] if found and found.start() > SHORTEST_TASK else None


def relaid(text: str, rng: Random) -> str:
    """Other spaces, lines or letters, which the normal form mostly evens out."""
    ways = (str.upper, lambda said: said.replace(" ", "\n"), lambda said: said.replace(" ", "  "))
    return rng.choice(ways)(text) if "\\" not in text else text.replace(". ", ".\n\n")


DISGUISES: dict[str, Change] = {
    **{"reworded": reworded, "turned": turned, "numbers_in_words": numbers_in_words},
    **{"formulas_laid_out": formulas_laid_out, "letter_renamed": letter_renamed},
    **{"tex_dialect": exchanged_everywhere(TEX_DIALECT)},
    **{"plain_signs": exchanged_everywhere(PLAIN_SIGNS), "name_changed": name_changed},
    **{"misspelt": misspelt, "remark_added": remark_added, "introduced": introduced},
    **{"followed": followed, "framed": framed, "without_points": without_points},
    **{"small_words_lost": small_words_lost, "relaid": relaid, "examples_lost": examples_lost},
}
