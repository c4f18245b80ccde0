"""Every problem family, by topic."""

from atlas.demo.families import (
    algebra,
    calculus,
    code,
    counting,
    geometry,
    held_out,
    number_theory,
    probability,
    short,
    word_problems,
)
from atlas.demo.problems import Family

FAMILIES: tuple[Family, ...] = (
    *algebra.FAMILIES,
    *number_theory.FAMILIES,
    *geometry.FAMILIES,
    *counting.FAMILIES,
    *probability.FAMILIES,
    *calculus.FAMILIES,
    *word_problems.FAMILIES,
    *short.FAMILIES,
    *code.FAMILIES,
)
HELD_OUT: tuple[Family, ...] = held_out.FAMILIES
BY_NAME = {family.name: family for family in FAMILIES}


def of_topics(*topics: str) -> list[Family]:
    return [family for family in FAMILIES if family.topic in topics]
