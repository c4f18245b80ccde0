"""Problems of the demo world are sound: right answers, one problem whatever the wording."""

import json
from random import Random
from types import SimpleNamespace

import pytest
from demo_checks import CHECKS

from atlas.demo.families import FAMILIES, HELD_OUT, of_topics
from atlas.demo.problems import NUMBER, Problem, fill

TRIES = 4
EVERY = (*FAMILIES, *HELD_OUT)
EACH_FAMILY = pytest.mark.parametrize("family", EVERY, ids=lambda family: family.name)
MATHS = [family for family in EVERY if family.topic != "code"]


def test_there_are_families_enough():
    assert len(MATHS) >= 40
    assert len({family.name for family in EVERY}) == len(EVERY)
    assert sum(family.chinese is not None for family in FAMILIES) >= 12
    assert not {family.topic for family in HELD_OUT} & {family.topic for family in FAMILIES}


@pytest.mark.parametrize("family", MATHS, ids=lambda family: family.name)
def test_the_answer_is_right_by_another_computation(family):
    rng = Random(family.name)
    checks = CHECKS[family.name]
    assert len(checks) == 1 + len(family.twists)
    for _ in range(TRIES):
        problem = family.make(rng)
        assert checks[0](problem.answer, SimpleNamespace(**problem.values)), problem.text


@pytest.mark.parametrize(
    ("family", "index"),
    [(family, index) for family in MATHS for index in range(len(family.twists))],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_answer_of_a_twist_is_right_by_another_computation(family, index):
    rng, checked = Random(f"{family.name} {index}"), 0
    for _ in range(200):
        values = family.make(rng).values
        answer = family.twists[index].solve(**values)
        if answer is not None and checked < TRIES:
            assert CHECKS[family.name][1 + index](answer, SimpleNamespace(**values)), values
            checked += 1
    assert checked == TRIES


@EACH_FAMILY
def test_every_wording_and_language_shows_the_same_numbers(family):
    problem = family.make(Random(family.name))
    shown = {
        Problem(family, problem.values, problem.answer, wording).numbers
        for wording in range(len(family.wordings))
    }
    if family.chinese and NUMBER.search(problem.text):
        shown.add(tuple(sorted(NUMBER.findall(fill(family.chinese, problem.values)))))
    assert len(shown) == 1


@EACH_FAMILY
def test_a_twist_changes_the_first_wording(family):
    for twist in family.twists:
        assert twist.old in family.wordings[0]
        assert twist.old != twist.new


@pytest.mark.parametrize("family", of_topics("code"), ids=lambda family: family.name)
def test_a_programming_exercise_carries_tests_that_call_its_function(family):
    problem = family.make(Random(family.name))
    asserts = json.loads(problem.answer)
    assert len(asserts) >= 2
    name = problem.text.split("`")[1].split("(")[0]
    for line in asserts:
        assert line.startswith(f"assert {name}(")
        compile(line, "test", "exec")
