"""The seeds: what people decide, checked as they edit it, before a build.

What is expected stands in seeds/_seeds.yml, where dbt tests the same of what it loaded.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import great_expectations.expectations as gxe
import pyarrow as pa
import yaml
from great_expectations.expectations import Expectation

from atlas.check.suite import ISO_DATE, NotThere, Part, Table
from atlas.console import shown
from atlas.errors import UserError
from atlas.home import SEEDS, Home

ABOUT = "Seeds: keys that are unique, reasons that are given, values and references that exist."

DESCRIPTIONS = "_seeds.yml"
TYPES = {
    "integer": r"^-?\d+$",
    "double": r"^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$",
    "boolean": r"^(?:true|false)$",
}
REFERENCE = re.compile(r"ref\('(\w+)'\)")
LINE, CELLS = "line", "cells"  # beside the columns of a seed: where a row stands, how many cells

FILES = Table(
    name="files",
    key=("file",),
    sql="from seed_files",
    expectations=(
        gxe.ExpectColumnValuesToBeInSet(
            column="is_there", value_set=[True], description="every described seed is there"
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_described",
            value_set=[True],
            description=f"every seed is described in {DESCRIPTIONS}",
        ),
    ),
)


def parts(home: Home | None = None, folder: Path = SEEDS) -> Iterator[Part]:
    if not (folder / DESCRIPTIONS).is_file():
        raise NotThere(f"there is no {DESCRIPTIONS} in {folder}")
    described = descriptions(folder)
    seeds = {file.stem: read_seed(file) for file in sorted(folder.glob("*.csv"))}
    connection = duckdb.connect()
    for name, rows in seeds.items():
        connection.register(name, rows)
    connection.register("seed_files", files_of(set(described), set(seeds)))
    yield Part("seeds", "seeds", connection, (FILES,))
    for name, description in described.items():
        if name in seeds:
            yield Part("seeds", f"{name}.csv", connection, tuple(tables(description, seeds)))


def descriptions(folder: Path) -> dict[str, dict[str, Any]]:
    """Name of a seed -> how it is described."""
    text = (folder / DESCRIPTIONS).read_text(encoding="utf-8")
    try:
        return {seed["name"]: seed for seed in yaml.load(text, yaml.CSafeLoader)["seeds"]}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        said = shown(str(error), 200)
        raise UserError(f"{DESCRIPTIONS} cannot be read ({said}); mend it", 1) from None


def files_of(described: set[str], there: set[str]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"file": f"{name}.csv", "is_there": name in there, "is_described": name in described}
            for name in sorted(described | there)
        ]
    )


def read_seed(file: Path) -> pa.Table:
    """The cells as text, blank ones null; with the line a row ends on and how many cells it has."""
    with file.open(newline="", encoding="utf-8", errors="replace") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        rows = [(reader.line_num, cells) for cells in reader if cells]
    columns = {
        name: [given(cells, place) for _, cells in rows] for place, name in enumerate(header)
    }
    schema = pa.schema([(name, pa.string()) for name in columns])
    return (
        pa.table(columns, schema)
        .append_column(LINE, pa.array([line for line, _ in rows], pa.int64()))
        .append_column(CELLS, pa.array([len(cells) for _, cells in rows], pa.int64()))
    )


def given(cells: list[str], place: int) -> str | None:
    return cells[place] if place < len(cells) and cells[place].strip() else None


def tables(description: dict[str, Any], seeds: dict[str, pa.Table]) -> Iterator[Table]:
    """One table with all rows, and one for each condition under which a test looks at rows."""
    name, columns = description["name"], description["columns"]
    header = [column["name"] for column in columns]
    types = description["config"]["column_types"]
    expected: dict[str, list[Expectation]] = {"true": [*of_form(header), *of_types(types)]}
    for column in [*columns, {"name": None, "data_tests": description.get("data_tests", [])}]:
        for test in column.get("data_tests", []):
            kind, options = kind_of(test)
            where = options.get("config", {}).get("where", "true")
            made = expectation(kind, column["name"], options.get("arguments", {}), seeds)
            expected.setdefault(where, []).append(made)
    for where, expectations in expected.items():
        yield Table("rows", (LINE,), f"from {name} where {where}", tuple(expectations))


def kind_of(test: str | dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return (test, {}) if isinstance(test, str) else next(iter(test.items()))


def of_form(header: list[str]) -> Iterator[Expectation]:
    yield gxe.ExpectTableColumnsToMatchOrderedList(
        column_list=[*header, LINE, CELLS],
        description=f"the columns are those that {DESCRIPTIONS} describes",
    )
    yield gxe.ExpectColumnValuesToBeInSet(
        column=CELLS, value_set=[len(header)], description="a row has a cell for each column"
    )


def of_types(types: dict[str, str]) -> Iterator[Expectation]:
    for column, kind in types.items():
        if kind == "date":
            yield gxe.ExpectColumnValuesToMatchStrftimeFormat(
                column=column, strftime_format=ISO_DATE, description=f"{column} is a date"
            )
        elif kind in TYPES:
            yield gxe.ExpectColumnValuesToMatchRegex(
                column=column, regex=TYPES[kind], description=f"{column} is of type {kind}"
            )


def expectation(
    kind: str, column: str, arguments: dict[str, Any], seeds: dict[str, pa.Table]
) -> Expectation:
    """A test of dbt as an expectation on the file itself."""
    if kind == "not_null":
        return gxe.ExpectColumnValuesToNotBeNull(column=column, description=f"{column} is given")
    if kind == "unique":
        return gxe.ExpectColumnValuesToBeUnique(column=column, description=f"{column} is unique")
    if kind == "unique_key":
        columns = arguments["columns"]
        return gxe.ExpectCompoundColumnsToBeUnique(
            column_list=columns, description=f"{' and '.join(columns)} are unique together"
        )
    if kind == "in_order":
        first, second = arguments["columns"]
        return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=second, column_B=first, description=f"{first} is less than {second}"
        )
    if kind == "accepted_values":
        return gxe.ExpectColumnValuesToBeInSet(
            column=column,
            value_set=arguments["values"],
            description=f"{column} is one of {', '.join(arguments['values'])}",
        )
    if kind == "relationships":
        parent, field = REFERENCE.search(arguments["to"])[1], arguments["field"]
        known = seeds[parent][field].unique().to_pylist() if parent in seeds else []
        return gxe.ExpectColumnValuesToBeInSet(
            column=column, value_set=known, description=f"{column} stands in {parent}"
        )
    raise UserError(f"{DESCRIPTIONS} tests {column} for {kind}; teach atlas/check/seeds.py that", 1)
