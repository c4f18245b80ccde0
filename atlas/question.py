"""What may be asked of the warehouse: one statement that reads its tables, and nothing else.

The database is opened for reading only, without files, network and settings (`atlas.warehouse`),
so DuckDB refuses the rest as well; here it is refused before, in words a person can act on.
"""

import logging
import re

import duckdb
from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from atlas.errors import UserError

ASKS = (exp.Query, exp.Values, exp.Pivot, exp.Describe, exp.Summarize, exp.Show)
CHANGES = (exp.DDL, exp.DML, exp.Into)
READING = {duckdb.StatementType.SELECT, duckdb.StatementType.MULTI}  # a pivot is several
HOW = "the warehouse is read with select, from, with, describe, summarize or show"
# Functions that may stand behind `from`; the others read files, the network or another query.
TABLE_FUNCTIONS = {"generate_series", "range", "repeat", "unnest", "json_each", "json_tree"}
SCHEMA_FUNCTIONS = re.compile(r"duckdb_(columns|constraints|functions|schemas|tables|types|views)")
# Functions that run a text as SQL, or tell of the machine.
SCALAR_FUNCTIONS = re.compile(r"getenv|json_execute_\w+|query(_table)?|which_secret|write_\w+")

logging.getLogger("sqlglot").setLevel(logging.ERROR)


def check_is_question(sql: str) -> None:
    """Raises one line for whatever is no question."""
    statements = statements_of(sql)
    if len(statements) != 1:
        raise UserError(f"there are {len(statements)} statements; ask with exactly one")
    word = re.search(r"\w*", without_comments(sql))[0].upper()
    if statements[0] not in READING or word in ("EXPLAIN", "CALL"):
        raise UserError(f"{word or 'this'} is no question; {HOW}")
    tree = tree_of(sql)
    if tree is None:  # a spelling that only DuckDB knows, which says that it is a select
        return
    changes = [part for part in tree.find_all(*CHANGES) if not isinstance(part, ASKS)]
    if changes or not (isinstance(tree, ASKS) or word == "SHOW"):
        raise UserError(f"{changes[0].key.upper() if changes else word} is no question; {HOW}")
    for function in tree.find_all(exp.Func):
        check_function(function)


def statements_of(sql: str) -> list[duckdb.StatementType]:
    """The kinds of its statements, as DuckDB's own parser sees them."""
    try:
        return [statement.type for statement in duckdb.extract_statements(sql)]
    except duckdb.Error as error:
        said = str(error).split("\n")[0]
        raise UserError(f"{said}; see atlas query 'show tables'") from None


def tree_of(sql: str) -> exp.Expr | None:
    try:
        return next(one for one in parse(sql, dialect="duckdb") if one is not None)
    except (SqlglotError, StopIteration, RecursionError):
        return None


def without_comments(sql: str) -> str:
    return re.sub(r"^(\s|--[^\n]*\n|/\*.*?\*/)*", "", sql, flags=re.S)


def check_function(function: exp.Func) -> None:
    anonymous = isinstance(function, exp.Anonymous)
    name = (function.name if anonymous else function.sql_name()).lower()
    is_table = isinstance(function.parent, exp.Table)
    allowed = name in TABLE_FUNCTIONS or SCHEMA_FUNCTIONS.fullmatch(name)
    if (is_table and not allowed) or SCALAR_FUNCTIONS.fullmatch(name):
        raise UserError(f"{name} reads something else than the warehouse's tables; {HOW}")
