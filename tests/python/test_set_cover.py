"""Direct parents: the smallest set of earlier datasets that explains a child."""

import random
from itertools import combinations

import pytest

from python_udfs.set_cover import direct_parents


def groups(*held: tuple[int, str]) -> list[dict]:
    return [{"holders": list(names), "prompt_count": count} for count, names in held]


def candidates(names: str, least: int = 1) -> list[dict]:
    return [{"dataset_id": name, "least": least} for name in names]


def covers(chosen: tuple[str, ...], held: list[dict]) -> bool:
    return all(set(chosen) & set(group["holders"]) for group in held)


def test_a_copy_of_the_parent_is_not_needed():
    assert direct_parents(groups((9, "ab")), candidates("ab")) == ["a"]


def test_of_equals_the_preferred_one_is_chosen():
    assert direct_parents(groups((9, "ab")), candidates("ba")) == ["b"]


def test_who_explains_almost_as_much_is_as_good():
    held = groups((98, "ab"), (1, "b"))
    assert direct_parents(held, candidates("ab", least=3)) == ["b"]
    assert direct_parents(held, candidates("ab", least=3), tolerance=0.02) == ["a"]


def test_what_later_choices_made_redundant_is_dropped():
    held = groups((5, "ax"), (5, "bx"), (4, "a"), (4, "b"))
    assert direct_parents(held, candidates("xab")) == ["a", "b"]


def test_a_parent_of_too_few_prompts_is_no_parent():
    held = groups((9, "a"), (2, "b"))
    assert direct_parents(held, candidates("ab", least=3)) == ["a"]


def test_a_chosen_parent_left_with_too_few_prompts_of_its_own_is_dropped():
    held = groups((5, "ax"), (5, "bx"), (2, "x"), (4, "a"), (4, "b"))
    assert direct_parents(held, candidates("xab", least=3)) == ["a", "b"]


def test_a_dataset_without_earlier_holders_has_no_parents():
    assert direct_parents([], []) == []


@pytest.mark.parametrize("seed", range(200))
def test_it_covers_all_with_no_one_to_spare_and_is_near_the_smallest(seed):
    rng = random.Random(seed)
    names = "abcdefgh"[: rng.randint(1, 8)]
    held = groups(
        *((rng.randint(1, 9), rng.sample(names, rng.randint(1, len(names)))) for _ in range(12))
    )
    chosen = direct_parents(held, candidates(names))
    smallest = next(
        size
        for size in range(len(names) + 1)
        if any(covers(some, held) for some in combinations(names, size))
    )
    assert covers(tuple(chosen), held)
    assert not any(covers(tuple(set(chosen) - {one}), held) for one in chosen)
    assert len(chosen) <= smallest + 1  # greedy is not always the smallest; here at most one more


def test_the_order_of_the_groups_does_not_matter():
    rng = random.Random(1)
    held = groups(*((rng.randint(1, 9), rng.sample("abcdef", 3)) for _ in range(15)))
    expected = direct_parents(held, candidates("abcdef"))
    for _ in range(20):
        rng.shuffle(held)
        assert direct_parents(held, candidates("abcdef")) == expected
