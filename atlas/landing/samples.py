"""Sample rows of the files of a dataset, and fields that fit all of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice, takewhile
from typing import Any

from atlas.landing.fields import parse_field
from atlas.landing.find_answer import find_answer
from atlas.landing.find_fields import find_prompt, find_source
from atlas.landing.json_text import Unreadable
from atlas.landing.leaf import Leaf
from atlas.landing.leaves import sample_leaves
from atlas.landing.names import PROMPT_NAMES, WORKED_NAMES, plain_name, rank
from atlas.landing.readers import RawFile
from atlas.landing.text import as_published, as_text

SAMPLE_ROWS = 200
SAMPLED_PARTS = 50  # files, and members of archives
LIGHT_COLUMN = 16 << 20  # stored bytes a group; heavier columns are looked at only by name
COMMON = 0.2  # of the rows have the same keys, where there are few schemas

Find = Callable[[list[Leaf]], str | None]
Said = Callable[[Any], str | None]  # the text of a value


@dataclass
class Sample:
    """Rows of one file; the places in them are looked for once."""

    file: RawFile
    rows: list[Any]

    @cached_property
    def leaves(self) -> list[Leaf]:
        return sample_leaves(self.rows)

    def field(self, find: Find) -> str | None:
        """The field of these rows; where it is in too few, of those that have the same keys."""
        return find(self.leaves) or find(self.commonest().leaves)

    def commonest(self) -> "Sample":
        """The rows that have the keys that most have; all, where keys are others in each row."""
        keys = [frozenset(row) if isinstance(row, dict) else None for row in self.rows]
        ((most, count),) = Counter(keys).most_common(1)
        if count < COMMON * len(keys):
            return self
        return self.part([own == most for own in keys])

    def without(self, expressions: list[str]) -> "Sample":
        """The rows in which none of these fields is."""
        fields = list(map(parse_field, expressions))
        return self.part([not any(field.resolves(row) for field in fields) for row in self.rows])

    def divided(self, expressions: list[str], said: Said) -> tuple["Sample", "Sample"]:
        """The rows in which none of these fields says anything, and the others."""
        fields = list(map(parse_field, expressions))
        blank = [not any(filled(said(field(row))) for field in fields) for row in self.rows]
        return self.part(blank), self.part([not is_blank for is_blank in blank])

    def part(self, wanted: list[bool]) -> "Sample":
        if all(wanted):
            return self
        return Sample(self.file, list(compress(self.rows, wanted)))


def filled(text: str | None) -> bool:
    return bool(text and text.strip())


def samples_of(files: list[RawFile]) -> list[Sample]:
    """The first rows of each file and of each member of an archive."""
    samples = list(islice(samples_by_part(files), SAMPLED_PARTS))
    # One row beside files of many is about the dataset: a card, a list of its columns.
    return [sample for sample in samples if len(sample.rows) > 1] or samples


def samples_by_part(files: list[RawFile]) -> Iterator[Sample]:
    for file in files:
        columns = light_columns(file)
        for part in file.parts(columns):
            rows = (row for row in part if not isinstance(row, Unreadable))
            if found := list(islice(rows, SAMPLE_ROWS)):
                yield Sample(file, found)


def light_columns(file: RawFile) -> list[str] | None:
    """Columns worth looking at: all but the heavy ones whose names say nothing of a prompt."""
    sizes = file.columns()
    return sizes and [
        name
        for name, size in sizes.items()
        if size < LIGHT_COLUMN or rank(plain_name(name), PROMPT_NAMES) is not None
    ]


def are_pairs(samples: list[Sample]) -> bool:
    """Whether each row is a list of two, a text and what answers it."""
    rows = [row for sample in samples for row in sample.rows]
    return bool(rows) and all(
        isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) for row in rows
    )


def prompt_in(samples: list[Sample]) -> str | None:
    """The prompt of every sample; where other rows have other columns, one `or` the other.

    A part of a column stands before the column, which may be a text in other rows.
    """
    if are_pairs(samples):
        return "[0]"
    found: list[str] = []
    for expression in fields_in(samples, find_prompt, as_text):
        around = [one for one in found if expression.startswith((f"{one}[", f"{one}."))]
        found.insert(found.index(around[0]) if around else len(found), expression)
    return " or ".join(found) or None


def source_in(samples: list[Sample]) -> str | None:
    return " or ".join(fields_in(samples, find_source)) or None


def answer_in(samples: list[Sample]) -> str | None:
    """Where a final answer is blank, the worked solution that is another file's is not taken."""
    if are_pairs(samples):
        return "[1]"
    found = fields_in(samples, find_answer)
    leaves = [leaf for sample in samples for leaf in sample.leaves]
    worked = {leaf.expression for leaf in leaves if rank(leaf.name, WORKED_NAMES) is not None}
    finals = list(takewhile(lambda expression: expression not in worked, found))
    solutions = found[len(finals) :]
    answered = [sample.divided(finals, as_published)[1] for sample in samples]
    if any(sample.divided(solutions, as_published)[1].rows for sample in answered):
        return f"first({' or '.join(finals)}, {' or '.join(solutions)})"
    return " or ".join(found) or None


def fields_in(samples: list[Sample], find: Find, said: Said = as_published) -> list[str]:
    """The fields of every sample: of the first, then of the rows that lack those found so far.

    Where tables were joined, no row lacks a column. There a field is added that says something
    only in rows in which the others are blank.
    """
    found: list[str] = []
    for sample in samples:
        rest = sample.without(found)
        while rest.rows and (expression := rest.field(find)) and expression not in found:
            found.append(expression)
            rest = rest.without([expression])
        blank, others = sample.divided(found, said)
        while blank.rows and (expression := blank.field(find)) and expression not in found:
            if others.divided([expression], said)[1].rows:
                break
            found.append(expression)
            blank, others = sample.divided(found, said)
    return found
