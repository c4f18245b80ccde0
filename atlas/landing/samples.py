"""Sample rows of the files of a dataset, and fields that fit all of them."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from atlas.landing.fields import parse_field
from atlas.landing.json_text import Unreadable
from atlas.landing.names import PROMPT_NAMES, plain_name, rank
from atlas.landing.readers import RawFile

SAMPLE_ROWS = 200
SAMPLED_PARTS = 50  # files, and members of archives
LIGHT_COLUMN = 16 << 20  # stored bytes a group; heavier columns are looked at only by name

Rows = list[Any]


def samples_of(files: list[RawFile]) -> list[Rows]:
    """The first rows of each file and of each member of an archive."""
    samples = list(islice(samples_by_part(files), SAMPLED_PARTS))
    # One row beside files of many is about the dataset: a card, a list of its columns.
    return [rows for rows in samples if len(rows) > 1] or samples


def samples_by_part(files: list[RawFile]) -> Iterator[Rows]:
    for file in files:
        columns = light_columns(file)
        for part in file.parts(columns):
            rows = (row for row in part if not isinstance(row, Unreadable))
            if sample := list(islice(rows, SAMPLE_ROWS)):
                yield sample


def light_columns(file: RawFile) -> list[str] | None:
    """Columns worth looking at: all but the heavy ones whose names say nothing of a prompt."""
    sizes = file.columns()
    return sizes and [
        name
        for name, size in sizes.items()
        if size < LIGHT_COLUMN or rank(plain_name(name), PROMPT_NAMES) is not None
    ]


def found_in(samples: list[Rows], find: Callable[[Rows], str | None]) -> str | None:
    """The field of every sample; where other rows have other columns, one `or` the other."""
    found: list[str] = []
    for rows in samples:
        rest = rows_without(found, rows)
        while rest and (expression := find(rest)) and expression not in found:
            found.append(expression)
            rest = rows_without([expression], rest)
    return " or ".join(found) or None


def rows_without(expressions: list[str], rows: Rows) -> Rows:
    fields = list(map(parse_field, expressions))
    return [row for row in rows if not any(field.resolves(row) for field in fields)]
