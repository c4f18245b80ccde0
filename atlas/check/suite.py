"""What a suite is made of: tables, each with a select and what is expected of its rows."""

from dataclasses import dataclass, field

import duckdb
import pyarrow as pa
from great_expectations.expectations import (
    Expectation,
    ExpectColumnPairValuesToBeEqual,
    ExpectColumnValueLengthsToBeBetween,
    ExpectColumnValuesToMatchRegex,
    ExpectColumnValuesToNotBeNull,
    ExpectColumnValuesToNotMatchRegex,
)

CONTROL_CHARACTERS = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # all but tab and line feed
LONGEST_ANSWER = 2_000  # characters; a longer answer is a solution and compares with nothing
SHA1 = r"^[0-9a-f]{40}$"
SHA256 = r"^[0-9a-f]{64}$"
ISO_DATE = "%Y-%m-%d"
MISSING = "missing"


class NotThere(Exception):
    """What a suite looks at does not exist yet; one line says so and what makes it."""


@dataclass(frozen=True)
class Table:
    """Rows of one select, and what is expected of them.

    `name` is a plural noun, as findings call the rows; `key` are the columns that tell which row is
    meant. `in_batches` where every expectation looks at one row at a time: then memory holds a
    batch of the rows only. The `description` of an expectation is its claim in words.
    """

    name: str
    key: tuple[str, ...]
    sql: str
    expectations: tuple[Expectation, ...]
    in_batches: bool = False

    @property
    def claims(self) -> list[str]:
        return [expectation.description for expectation in self.expectations]


@dataclass(frozen=True)
class Part:
    """One thing a suite is run on, say a folder of exported files, open for its selects."""

    suite: str
    name: str
    connection: duckdb.DuckDBPyConnection
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = field(default=())  # what could not be looked at, and why


COLUMNS = Table(
    name="columns",
    key=("file", "column"),
    sql="from wanted_columns",
    expectations=(
        ExpectColumnPairValuesToBeEqual(
            column_A="type", column_B="wanted", description="a column is there and has its type"
        ),
    ),
)


def sound_text(column: str, what: str, longest: int) -> tuple[Expectation, ...]:
    """Each row has `what` ("a problem"), not blank, without control characters, not too long."""
    return (
        ExpectColumnValuesToNotBeNull(column=column, description=f"a row has {what}"),
        ExpectColumnValuesToMatchRegex(
            column=column, regex=r"\S", description=f"{what} is not blank"
        ),
        ExpectColumnValuesToNotMatchRegex(
            column=column,
            regex=CONTROL_CHARACTERS,
            description=f"no control character stands in {what}",
        ),
        ExpectColumnValueLengthsToBeBetween(
            column=column,
            max_value=longest,
            description=f"{what} has at most {longest:,} characters",
        ),
    )


def wanted_columns(schemas: dict[str, pa.Schema], wanted: dict[str, str]) -> pa.Table:
    """file, column, type, wanted: a row for each file (or table) and column it must have."""
    rows = [
        {
            "file": file,
            "column": column,
            "type": leaves(schema).get(column, MISSING),
            "wanted": type,
        }
        for file, schema in schemas.items()
        for column, type in wanted.items()
    ]
    names = ("file", "column", "type", "wanted")
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in names]))


def leaves(schema: pa.Schema) -> dict[str, str]:
    """Columns without their own columns, by path: `prompt[].role` -> `string`."""
    found: dict[str, str] = {}

    def visit(path: str, kind: pa.DataType) -> None:
        if pa.types.is_list(kind):
            visit(f"{path}[]", kind.value_type)
        elif pa.types.is_struct(kind):
            for part in kind:
                visit(f"{path}.{part.name}", part.type)
        else:
            found[path] = str(kind)

    for column in schema:
        visit(column.name, column.type)
    return found
