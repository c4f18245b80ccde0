"""Small changes that make another problem; each is solved again, and must change the answer."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from random import Random

from atlas.demo.problems import Family, Problem


def numbers_redrawn(problem: Problem, rng: Random) -> Problem | None:
    """The same template with other numbers throughout."""
    for _ in range(20):
        other = problem.family.make(rng)
        if other.answer != problem.answer and other.numbers != problem.numbers:
            return Problem(problem.family, other.values, other.answer, problem.wording)
    return None


def number_changed(problem: Problem, rng: Random) -> Problem | None:
    """One number of the text is another one."""
    names = [name for name, value in problem.values.items() if isinstance(value, int)]
    rng.shuffle(names)
    for name in names:
        for step in rng.sample((-7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 10), 6):
            values = {**problem.values, name: problem.values[name] + step}
            if values[name] < 2:
                continue
            answer = problem.family.solve(**values)
            if answer is not None and answer != problem.answer:
                return Problem(problem.family, values, answer, problem.wording)
    return None


def numbers_swapped(problem: Problem, rng: Random) -> Problem | None:
    """Two numbers of the text have changed places."""
    names = [name for name, value in problem.values.items() if isinstance(value, int)]
    pairs = list(combinations(names, 2))
    rng.shuffle(pairs)
    for first, second in pairs:
        swapped = {first: problem.values[second], second: problem.values[first]}
        values = problem.values | swapped
        answer = problem.family.solve(**values)
        if answer is not None and answer != problem.answer:
            return Problem(problem.family, values, answer, problem.wording)
    return None


def twisted(problem: Problem, rng: Random, kind: str) -> Problem | None:
    """A sign, an operator, a function, a word or the question is another one."""
    template = problem.family.wordings[problem.wording]
    twists = [twist for twist in problem.family.twists if twist.kind == kind]
    rng.shuffle(twists)
    for twist in twists:
        if problem.twist or twist.old not in template:
            continue
        answer = twist.solve(**problem.values)
        if answer is not None and answer != problem.answer:
            return Problem(problem.family, problem.values, answer, problem.wording, twist)
    return None


def same_numbers(problem: Problem, families: Iterable[Family], rng: Random) -> Problem | None:
    """A problem of another family with the numbers of this one, as its values in some order."""
    numbers = [value for value in problem.values.values() if isinstance(value, int)]
    fitting = [one for one in families if one is not problem.family and one.topic != "code"]
    for family in rng.sample(fitting, len(fitting)):
        values = family.draw(rng)
        names = [name for name, value in values.items() if isinstance(value, int)]
        if len(names) != len(numbers):
            continue
        drawn = values | dict(zip(names, rng.sample(numbers, len(numbers)), strict=True))
        if any(drawn[name] not in usual for name, usual in usual_values(family).items()):
            continue
        answer = family.solve(**drawn)
        if answer is None or answer == problem.answer:
            continue
        other = Problem(family, drawn, answer)
        if other.numbers == problem.numbers:
            return other
    return None


@cache
def usual_values(family: Family) -> dict[str, range]:
    """How small and large a family draws its numbers."""
    rng = Random(family.name)
    drawn = [family.draw(rng) for _ in range(50)]
    return {
        name: range(min(one[name] for one in drawn), max(one[name] for one in drawn) + 1)
        for name, value in drawn[0].items()
        if isinstance(value, int)
    }
