"""Problem families: templates of believable problems with computed answers.

A family draws its values, says in which words a problem can be put, and solves it. What a problem
*is* are its family, its values (but for names of persons) and its twist; the wording, the language
and every edit of `atlas.demo.edits` leave that alone. Values stand in a template as «name».
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from random import Random

PLACEHOLDER = re.compile("«([a-z_0-9]+)»")
NUMBER = re.compile(r"\d+")
PERSONS = ("name", "other")  # values that say who, and change nothing of what is asked

Answer = int | Fraction | str


@dataclass(frozen=True, slots=True)
class Twist:
    """A small change of wording that makes another problem of the same family."""

    kind: str  # sign, operator, function, word or question
    old: str
    new: str
    solve: Callable[..., Answer | None]


@dataclass(frozen=True)
class Family:
    """`solve` returns None for values that make no sound problem."""

    name: str
    topic: str
    wordings: tuple[str, ...]
    draw: Callable[[Random], dict]
    solve: Callable[..., Answer | None]
    chinese: str | None = None
    twists: tuple[Twist, ...] = ()

    def make(self, rng: Random) -> "Problem":
        """A sound problem in one of the family's wordings."""
        while True:
            values = self.draw(rng)
            answer = self.solve(**values)
            if answer is not None:
                return Problem(self, values, answer, rng.randrange(len(self.wordings)))


@dataclass(frozen=True, slots=True)
class Problem:
    family: Family
    values: dict = field(hash=False)
    answer: Answer
    wording: int = 0
    twist: Twist | None = None

    @property
    def truth_id(self) -> str:
        told = [f"{name}={value}" for name, value in self.values.items() if name not in PERSONS]
        values = ",".join(told)
        twist = f"#{self.family.twists.index(self.twist)}" if self.twist else ""
        return f"{self.family.name}({values}){twist}"

    @property
    def text(self) -> str:
        template = self.family.wordings[self.wording]
        if self.twist:
            template = template.replace(self.twist.old, self.twist.new)
        return fill(template, self.values)

    @property
    def chinese(self) -> str | None:
        if self.family.chinese is None or self.twist:
            return None
        return fill(self.family.chinese, self.values)

    @property
    def key(self) -> tuple:
        """What no two problems of a world may share."""
        return (self.truth_id,) if self.twist else (self.family.topic == "code", *self.numbers)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the text, sorted; the answer where there is none."""
        return tuple(sorted(NUMBER.findall(self.text))) or (str(self.answer),)


def fill(template: str, values: dict) -> str:
    parts = parts_of(template)[:]
    for place in range(1, len(parts), 2):
        parts[place] = str(values[parts[place]])
    return "".join(parts)


@cache
def parts_of(template: str) -> list[str]:
    """Literal text and names of values in turn."""
    return PLACEHOLDER.split(template)


def answer_text(answer: Answer, style: str = "latex") -> str:
    """`\\frac{3}{4}` in style latex, `3/4` in style plain."""
    if not isinstance(answer, Fraction):
        return str(answer)
    if answer.denominator == 1:
        return str(answer.numerator)
    if style == "plain":
        return f"{answer.numerator}/{answer.denominator}"
    sign = "-" if answer < 0 else ""
    return f"{sign}\\frac{{{abs(answer.numerator)}}}{{{answer.denominator}}}"


def whole(value: Fraction | int) -> int | None:
    """The value where it is a positive whole number: things that are counted."""
    return int(value) if value > 0 and value == int(value) else None


class ProblemMaker:
    """Draws problems none of which could be taken for another one drawn before.

    Two problems of the world never show the same multiset of numbers (nor, without numbers, have
    the same answer), so that the truth about who is the same problem stays exact for translations
    and paraphrases too.
    """

    def __init__(self) -> None:
        self.seen: set[tuple] = set()

    def claim(self, problem: Problem) -> bool:
        """True when nothing like it was drawn before; a twist shares its parent's numbers."""
        key = problem.key
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new

    def make(self, family: Family, rng: Random) -> Problem:
        for _ in range(1000):
            problem = family.make(rng)
            if self.claim(problem):
                return problem
        raise ValueError(f"family {family.name} has no more problems to give")

    def make_many(self, families: Iterable[Family], count: int, rng: Random) -> list[Problem]:
        """Takes the families in turn, in a shuffled order."""
        families = list(families)
        rng.shuffle(families)
        return [self.make(families[index % len(families)], rng) for index in range(count)]
