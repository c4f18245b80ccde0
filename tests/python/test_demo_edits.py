"""Edit classes do what they say: keep the problem, or honestly make another one."""

import unicodedata
from random import Random

import pytest

from atlas.demo.edits import EDITS, of_kind
from atlas.demo.families import FAMILIES, HELD_OUT
from atlas.demo.problems import NUMBER

EACH_EDIT = pytest.mark.parametrize("edit", EDITS.values(), ids=lambda edit: edit.name)
RELATIONS = (
    "exact",
    "normalised",
    "near_duplicate",
    "rewritten",
    "translated",
    "variant",
    "unrelated",
)


def results(edit, tries=6):
    """What the edit makes of problems of every family it fits."""
    rng = Random(edit.name)
    problems = [family.make(rng) for family in (*FAMILIES, *HELD_OUT) for _ in range(tries)]
    return [(problem, found) for problem in problems if (found := edit.apply(problem, rng))]


@EACH_EDIT
def test_an_edit_fits_problems_of_several_families(edit):
    families = {problem.family.name for problem, _ in results(edit)}
    assert len(families) >= 5


@EACH_EDIT
def test_an_edit_keeps_the_problem_exactly_when_it_says_so(edit):
    assert edit.relation in RELATIONS
    for problem, found in results(edit):
        assert (found.problem.truth_id == problem.truth_id) == edit.keeps_problem
        assert found.text != found.original


@EACH_EDIT
def test_an_edit_is_the_same_for_the_same_seed(edit):
    assert results(edit, 1) == results(edit, 1)


@pytest.mark.parametrize("edit", of_kind("negative"), ids=lambda edit: edit.name)
def test_a_negative_changes_the_answer(edit):
    if edit.relation == "variant":
        for problem, found in results(edit):
            assert found.answer != problem.answer, (found.original, found.text)


@pytest.mark.parametrize(
    "edit", of_kind("notation", "wording", "language"), ids=lambda edit: edit.name
)
def test_notation_words_and_language_leave_the_numbers_alone(edit):
    for problem, found in results(edit):
        shown = found.text.replace("²", "^2").replace("³", "^3")
        assert sorted(NUMBER.findall(shown)) == sorted(NUMBER.findall(problem.text))


def test_full_width_text_comes_back_by_nfkc():
    for problem, found in results(EDITS["full_width"]):
        assert unicodedata.normalize("NFKC", found.text) == problem.text


def test_a_lost_backslash_leaves_a_control_character():
    for problem, found in results(EDITS["lost_backslash"]):
        assert any(mark in found.text for mark in "\f\t\b\r")
        assert len(found.text) < len(problem.text)


def test_options_hold_the_answer_once_and_their_letter_is_the_answer():
    for problem, found in results(EDITS["options_added"]):
        listed = found.text.removeprefix(problem.text)
        values = listed.split("$")[1::2]
        assert len(set(values)) == len(values) == 5
        assert "ABCDE".index(found.answer) < 5


def test_a_fraction_asked_for_as_a_sum_has_a_whole_answer():
    for problem, found in results(EDITS["answer_form"]):
        assert isinstance(found.answer, int)
        assert found.text.startswith(problem.text)
