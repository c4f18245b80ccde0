"""Disguises of a published problem: it is put down differently and stays the problem it was.

A disguise takes a text and a random generator and returns the changed text, or None where it has
nothing to work on.
"""

import re
from random import Random

from tests.matching.changes import (
    CHINESE,
    MATHS,
    NUMBER,
    Change,
    exchanged,
    exchanges,
    put_in,
    sentences,
)

SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
GREETINGS = (
    "I came across the exercise below in an old notebook and would like to see it done properly.",
    "Good evening. Could someone walk me through this one?",
    "You will be shown a task. Look at it closely and reply with a complete solution.",
    "As a teaching assistant, prepare a model answer for what comes next.",
    "请认真阅读下面的题目，并写出完整的解答过程。",
    "My students asked me about this yesterday:",
    "**Task 7.** (difficulty: medium)",
    "Input for the solver follows.",
)
FAREWELLS = (
    "Please explain how you got there, and do not use a calculator.",
    "I need it by tomorrow morning. Many thanks!",
    "Close your reply with the result on a line of its own.",
    "Be brief but leave no gap in the argument.",
    "请在最后写出答案。",
    "If something is unclear, say so first. Otherwise go ahead and solve it.",
    "Reply in the style of a textbook. Mark the result clearly.",
)
REMARKS = (
    "This is a well-known kind of exercise.",
    "Read carefully.",
    "It was a sunny afternoon.",
    "Nothing else is known.",
    "You may want to draw a sketch.",
)
OTHER_EXERCISES = (
    "Warm-up: write 36 as a product of primes. Main task:",
    "Earlier we saw that 12 times 12 is 144. Next one:",
    "Q1. Name the capital of France.\nQ2.",
)
TEX_DIALECT = (
    *(
        (r"\frac", r"\dfrac"),
        (r"\leq", r"\leqslant"),
        (r"\geq", r"\geqslant"),
        (r"\ldots", r"\dots"),
    ),
    *((r"\cdot", r"\times"), (r"\le ", r"\leqslant "), (r"\left(", "("), (r"\right)", ")")),
)
PLAIN_SIGNS = (
    *((r"\leq", "≤"), (r"\geq", "≥"), (r"\neq", "≠"), (r"\le ", "≤ "), (r"\ge ", "≥ ")),
    *((r"\cdot", "·"), (r"\times", "×"), (r"\pi", "π"), (r"\angle", "∠"), (r"\infty", "∞")),
    *(
        (r"\alpha", "α"),
        (r"\theta", "θ"),
        (r"\left", ""),
        (r"\right", ""),
        ("^2", "²"),
        ("^3", "³"),
    ),
)
# What denies and says the same without denying.
TURNED = (
    *((" is even ", " is not odd "), (" is not greater than ", " is at most ")),
    *((" are distinct", " are not equal to each other"), ("nonnegative", "not negative")),
    *((" is less than ", " is not as large as "), (" have no ", " do not have any ")),
    *(
        (" has no ", " does not have any "),
        (" without ", " not using "),
    ),
    *((" must be ", " cannot be other than "), ("不大于", "至多为"), ("不小于", "至少为")),
)
ASKED = (
    ("What is the ", "Find the "),
    ("Find the ", "What is the "),
    ("How many ", "Find how many "),
)
LETTERS = ("x", "y", "n", "m", "a", "b", "k", "t")


def exchanged_everywhere(pairs) -> Change:
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
        if is_plain and int(match[0]) <= 20 and not CHINESE.search(text):
            changed = put_in(changed, match.span(), SMALL_NUMBERS[int(match[0])])
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
    **{"small_words_lost": small_words_lost, "relaid": relaid},
}
