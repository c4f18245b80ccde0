"""From which landed columns, seeds and vars a column comes, read from the compiled models.

Each model's SQL is followed by sqlglot, down to the columns of the models and seeds it names; from
there to their own SQL, until what `atlas land` wrote. A count comes from the rows of its tables. A
model that sqlglot cannot follow (unnested structs, recursion by key) is read by name: a column then
comes from those of its name, or from all that the model names. Such steps are marked `by_name`.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage

from atlas.home import PROJECT

logging.getLogger("sqlglot").setLevel(logging.ERROR)

Column = tuple[str, str, str]  # schema, table, column
ROWS = "*"  # as a column: the rows of the table
DATABASE = "warehouse"
FILES = re.compile(r"(read_parquet|parquet_kv_metadata)\(\s*'[^']*/(\w+)/\*\.parquet'[^)]*\)")
KEPT = re.compile(r"/\* kept \*/.*?/\* end \*/", re.DOTALL)  # what a second build leaves out
CLASH = re.compile(r"\b(minhash)\(", re.IGNORECASE)  # ours, not the function sqlglot knows
VAR = re.compile(r"\bvar\(\s*'(\w+)'")
MACRO_CALL = re.compile(r"\b([a-z_]+)\(")
MACRO = re.compile(r"{%-? macro (\w+)\(.*?{%-? endmacro", re.DOTALL)


@dataclass
class Step:
    """A column, and the columns it is made of."""

    column: Column
    parents: list[Column] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    by_name: bool = False


class ColumnLineage:
    """`models` is the folder of compiled SQL; `columns` maps schema -> table -> its columns."""

    def __init__(self, models: Path, columns: dict[str, dict[str, list[str]]]) -> None:
        self.files = {(file.parent.name, file.stem): file for file in models.glob("*/*.sql")}
        self.columns = columns
        self.steps: dict[tuple[str, str], dict[str, Step]] = {}

    @cached_property
    def schema(self) -> dict:
        tables = {
            schema: {table: dict.fromkeys(names, "varchar") for table, names in found.items()}
            for schema, found in self.columns.items()
        }
        return {DATABASE: tables}

    def step(self, column: Column) -> Step:
        schema, table, name = column
        if (schema, table) not in self.files:
            return Step(column)  # landed, or a seed
        if (schema, table) not in self.steps:
            self.steps[schema, table] = self.read(schema, table)
        steps = self.steps[schema, table]
        if name == ROWS:
            parents = {(one[0], one[1], ROWS) for step in steps.values() for one in step.parents}
            return Step(column, sorted(parents))
        return steps[name]

    def origins(self, column: Column) -> list[Column]:
        """The landed columns and seeds at its end."""
        return sorted({one for one in self.walk(column) if not self.step(one).parents})

    def variables(self, column: Column) -> list[str]:
        return sorted({name for one in self.walk(column) for name in self.step(one).variables})

    def walk(self, column: Column) -> Iterator[Column]:
        seen, waiting = {column}, [column]
        while waiting:
            yield (one := waiting.pop())
            new = [parent for parent in self.step(one).parents if parent not in seen]
            seen.update(new)
            waiting += new

    def read(self, schema: str, table: str) -> dict[str, Step]:
        """Every column of a model with its parents."""
        compiled = KEPT.sub("", self.files[schema, table].read_text(encoding="utf-8"))
        sql = FILES.sub(landed_table, compiled)
        tree = parse_one(CLASH.sub(r"our_\1(", sql), dialect="duckdb")
        variables = variables_of(schema, table)
        tables = sorted({one for part in tree.find_all(exp.Table) if (one := table_of(part))})
        try:
            nodes = lineage(None, tree.copy(), schema=self.schema, dialect="duckdb")
        except (SqlglotError, ValueError, KeyError):
            nodes = {}
        steps = {}
        for name in self.columns[schema][table]:
            column = (schema, table, name)
            node = nodes.get(name)
            parents = leaves(node) if node is not None else set()
            by_name = node is None or (not parents and names_all_columns(node))
            if by_name:
                parents = self.parents_by_name(name, tree, tables)
            # A count, or a word of the model: the rows of its tables.
            found = sorted(parents) or [(*one, ROWS) for one in tables]
            steps[name] = Step(column, found, variables, by_name)
        return steps

    def parents_by_name(
        self, name: str, tree: exp.Expr, tables: list[tuple[str, str]]
    ) -> set[Column]:
        known = {
            (*table, column)
            for table in tables
            for column in self.columns.get(table[0], {}).get(table[1], [])
        }
        same = {one for one in known if one[2] == name}
        named = {part.name for part in tree.find_all(exp.Column)}
        return same or {one for one in known if one[2] in named}


def landed_table(read: re.Match) -> str:
    """What stands for files that were landed: their rows, or what is said of them."""
    return f"{read[2]}.{'files' if read[1] == 'read_parquet' else 'metadata'}"


def table_of(table: exp.Table) -> tuple[str, str] | None:
    """Schema and name; none for what is no table of the warehouse, a CTE say."""
    return (table.db, table.name) if table.db else None


def names_all_columns(node: Node) -> bool:
    """Whether it is made of `columns(*)`, which sqlglot does not follow."""
    return node.expression.find(exp.Columns) is not None


def leaves(node: Node) -> set[Column]:
    found = set()
    for one in node.walk():
        if not one.downstream and isinstance(one.source, exp.Table) and table_of(one.source):
            name = exp.to_column(one.name).name if one.name != "*" else ROWS
            found.add((*table_of(one.source), name.strip('"')))
    return found


def variables_of(schema: str, table: str) -> list[str]:
    """The vars that a model names, itself or by its macros."""
    raw = (PROJECT / "models" / schema / f"{table}.sql").read_text(encoding="utf-8")
    macros = macro_texts()
    called = {name for name in MACRO_CALL.findall(raw) if name in macros}
    return sorted(set(VAR.findall(raw + "".join(macros[name] for name in called))))


def macro_texts() -> dict[str, str]:
    texts = [file.read_text(encoding="utf-8") for file in (PROJECT / "macros").glob("*.sql")]
    return {found[1]: found[0] for text in texts for found in MACRO.finditer(text)}
