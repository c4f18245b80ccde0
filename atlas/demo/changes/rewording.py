"""Other words for the same problem."""

import re
from random import Random

from atlas.demo.changes.math_text import in_formulas, in_words, sentences

# Word for word; none of them is the difference between two problems (see the families' twists).
SYNONYMS = (
    ("Find ", "Determine "),
    ("Compute ", "Calculate "),
    ("Evaluate ", "Calculate "),
    ("Solve for", "Solve the equation for"),
    ("Simplify ", "Calculate "),
    ("Suppose that ", "Assume that "),
    ("Count the ", "Find the number of "),
    ("Convert ", "Change "),
    ("at random", "randomly"),
    ("is tossed", "is flipped"),
    ("the probability", "the chance"),
    ("greatest common divisor", "greatest common factor"),
    ("How many positive", "What number of positive"),
    ("A rectangle has", "A certain rectangle has"),
    ("A triangle has", "A certain triangle has"),
    ("A right triangle has", "A certain right triangle has"),
    ("A farmer keeps", "On a farm, a farmer keeps"),
    ("A coat costs", "In a shop, a coat costs"),
    ("cost ", "are priced at "),
    ("Three partners share", "Three business partners share"),
    ("Two trains leave", "Two express trains leave"),
    ("A chemist mixes", "In a laboratory, a chemist mixes"),
    ("The average of", "The mean of"),
)

CONTEXTS = (
    "Consider the following question. ",
    "This was asked in the final round of a regional contest. ",
    "A teacher wrote the following on the blackboard. ",
    "Here is a puzzle that my cousin could not solve. ",
    "The following exercise is taken from an old textbook. ",
)
LETTERS, SPARE_LETTERS = "knpqrstxy", "cmuvwz"  # of formulas; to rename them to


def small_wording(text: str, rng: Random) -> str | None:
    """A question turned into a request, and up to two words replaced by synonyms."""
    reworded = re.sub(r"What is ([^.?]*)\?$", r"Determine \1.", text)
    fitting = [rule for rule in SYNONYMS if rule[0] in reworded]
    for old, new in rng.sample(fitting, min(len(fitting), 2)):
        reworded = in_words(reworded, lambda words, old=old, new=new: words.replace(old, new, 1))
    return None if reworded == text else reworded


def question_first(text: str, rng: Random) -> str | None:
    """The last sentence moved to the front."""
    parts = sentences(text)
    if len(parts) < 2:
        return None
    return " ".join([parts[-1], *parts[:-1]])


def sentences_shuffled(text: str, rng: Random) -> str | None:
    """Three or more sentences in another order."""
    parts = sentences(text)
    if len(parts) < 3:
        return None
    return " ".join(rng.sample(parts, len(parts)))


def context_added(text: str, rng: Random) -> str:
    """A sentence in front that says nothing on the problem."""
    return rng.choice(CONTEXTS) + text


def letters_renamed(text: str, rng: Random) -> str | None:
    """A letter of the formulas replaced by another one throughout."""
    formulas = "".join(text.split("$")[1::2])
    if re.search(r"\\(text|begin)", formulas) or re.search("axis|intercept|`", text):
        return None
    used = set(re.sub(r"\\[a-z]+", "", formulas))
    old, new = sorted(used & set(LETTERS)), sorted(set(SPARE_LETTERS) - used)
    if not old or not new:
        return None
    letter, replacement = rng.choice(old), rng.choice(new)

    def renamed(formula: str) -> str:
        return re.sub(
            r"\\[a-z]+|[a-z]",
            lambda found: replacement if found.group() == letter else found.group(),
            formula,
        )

    return in_formulas(text, renamed)
