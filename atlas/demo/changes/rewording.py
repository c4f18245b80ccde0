"""Other words for the same problem."""

import re
from random import Random

from atlas.demo.changes.math_text import in_words, sentences

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
