"""The one place that knows DuckDB and dbt: registers the pure functions as Arrow UDFs.

`register(connection)` serves tests, notebooks and the CLI; the `Plugin` class serves dbt, for which
it also lays out ATLAS_HOME, so that a bare `dbt build` runs on an empty machine.
"""

import csv
import hashlib
import shutil
import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import sqltype
from duckdb.func import ARROW, SPECIAL

from atlas.index.schema import INDEX_SCHEMA
from atlas.landing.landed_schema import LANDED_SCHEMA
from atlas.landing.rollout_schema import ROLLOUT_SCHEMA
from atlas.machine import build_settings
from atlas.sql import quoted, sql_text
from python_udfs.answers import answer_column, answers_equal_column
from python_udfs.blank_out import blank_out_column
from python_udfs.cipher import deciphered_column
from python_udfs.compare import COMPARISON_TYPE, Comparer
from python_udfs.fingerprints import Fingerprinter
from python_udfs.judge import Judge
from python_udfs.marks import MARKS_TYPE, Marker
from python_udfs.minhash import band_keys_column, signature_column
from python_udfs.normal_form import normal_form_column
from python_udfs.repair import repair_column
from python_udfs.set_cover import CANDIDATES_TYPE, GROUPS_TYPE, direct_parents_column
from python_udfs.spelt_numbers import numbers_as_digits_column
from python_udfs.text_rules import TextRules
from python_udfs.unwrap import unwrap_column
from python_udfs.verifiable import verifies_column
from python_udfs.windows import letter_runs_column, windows_column

UDFS = Path(__file__).parent
SEEDS = UDFS.parent / "seeds"
UDF_SEEDS = ("token_weights", "concepts", "exchanged_words", "match_trees", "tag_rules")
UDF_PACKAGES = (
    *("datasketch", "duckdb", "ftfy", "numba", "numpy", "pyarrow"),
    *("math-verify", "latex2sympy2-extended", "sympy"),
)
ANSWER_TYPE = "STRUCT(answer VARCHAR, answer_key VARCHAR, answer_kind VARCHAR)"
REPAIR_TYPE = "STRUCT(text VARCHAR, repairs VARCHAR[])"
RESOURCES = {  # of DuckDB
    "ATLAS_THREADS": "threads",
    "ATLAS_MEMORY_LIMIT": "memory_limit",
    "ATLAS_SPILL_LIMIT": "max_temp_directory_size",
}
FOLDERS = {"landed": LANDED_SCHEMA, "rollouts": ROLLOUT_SCHEMA, "indexes": INDEX_SCHEMA}


def lay_out(home: Path) -> None:
    """The folders that staging reads, each with a file, so that its pattern always finds one."""
    for folder, schema in FOLDERS.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        empty = home / folder / "_empty.parquet"
        if not empty.exists() or pq.read_schema(empty) != schema:  # of an older version
            pq.write_table(schema.empty_table(), empty)


def set_resources(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Threads, memory and disk beside `folder`: what the environment says, else what there is."""
    for name, value in build_settings(folder, threads=None, memory_limit=None).items():
        connection.execute(f"set {quoted(RESOURCES[name])} = {sql_text(value)}")


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Register every UDF on `connection`; all its cursors see them. Not twice on one database."""
    weights = {row["token"]: float(row["weight"]) for row in _seed("token_weights")}
    concepts = {row["term"]: (row["concept"], row["contrast"]) for row in _seed("concepts")}
    exchanges = {
        (row["word"], row["other_word"]): float(row["weight"]) for row in _seed("exchanged_words")
    }
    comparer = Comparer(weights, concepts, exchanges)
    fingerprinter = Fingerprinter(weights)
    judge = Judge(_seed("match_trees"))
    tag_rules = TextRules(
        (row["rule_id"], row["looks_at"], row["pattern"]) for row in _seed("tag_rules")
    )
    for name, function, parameters, result in (
        ("unwrap", unwrap_column, ["VARCHAR", "VARCHAR"], "VARCHAR"),
        ("repair", repair_column, ["VARCHAR"], REPAIR_TYPE),
        ("blank_out", blank_out_column, ["VARCHAR"] * 3, "VARCHAR"),
        ("deciphered", deciphered_column, ["VARCHAR"], "VARCHAR"),
        ("numbers_as_digits", numbers_as_digits_column, ["VARCHAR"], "VARCHAR"),
        ("normal_form", normal_form_column, ["VARCHAR"], "VARCHAR"),
        ("canonical_answer", answer_column, ["VARCHAR", "VARCHAR"], ANSWER_TYPE),
        ("answers_equal", answers_equal_column, ["VARCHAR", "VARCHAR"], "BOOLEAN"),
        ("verifies_itself", verifies_column, ["VARCHAR"], "BOOLEAN"),
        ("minhash", signature_column, ["VARCHAR"], "UINTEGER[]"),
        ("band_keys", band_keys_column, ["UINTEGER[]", "INTEGER"], "BIGINT[]"),
        ("fingerprints", fingerprinter.column, ["VARCHAR"], "BIGINT[]"),
        ("windows", windows_column, ["VARCHAR"], "BIGINT[]"),
        ("letter_runs", letter_runs_column, ["VARCHAR"], "BIGINT[]"),
        (
            "direct_parents",
            direct_parents_column,
            [GROUPS_TYPE, CANDIDATES_TYPE, "DOUBLE"],
            "VARCHAR[]",
        ),
        ("marks", Marker(weights).column, ["VARCHAR", "UINTEGER[]"], MARKS_TYPE),
        ("compare", comparer.column, ["VARCHAR", "VARCHAR"], COMPARISON_TYPE),
        ("match_weight", judge.column, ["FLOAT[]"], "DOUBLE"),
        ("matching_rules", tag_rules.column, ["VARCHAR", "VARCHAR"], "VARCHAR[]"),
    ):
        # Older versions of DuckDB do not always take strings in the place of these types.
        types = [sqltype(parameter) for parameter in parameters], sqltype(result)
        connection.create_function(name, function, *types, type=ARROW, null_handling=SPECIAL)

    connection.create_function("udf_version", cache(udf_version), [], sqltype("VARCHAR"))


def udf_version() -> str:
    """Changes with the source of any UDF, the seeds they read and the versions they rest on."""
    files = [*sorted(UDFS.glob("*.py")), *(SEEDS / f"{name}.csv" for name in UDF_SEEDS)]
    versions = [unicodedata.unidata_version, *map(version, UDF_PACKAGES)]
    parts = [*(file.read_bytes() for file in files), " ".join(versions).encode()]
    return hashlib.md5(b"".join(parts)).hexdigest()


def _seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


class Plugin(BasePlugin):
    """Loaded by profiles.yml; dbt calls these two. Threads and memory are what the machine has."""

    def initialize(self, plugin_config: dict) -> None:
        side_file = Path(self.creds.path)
        home = side_file.parent.parent
        (home / "build").mkdir(parents=True, exist_ok=True)
        lay_out(home)

        published = home / side_file.name
        if not side_file.exists() and published.exists():  # publishing moved the side file there
            copy = side_file.with_suffix(".copy")
            shutil.copyfile(published, copy)
            copy.replace(side_file)

    def configure_connection(self, connection: duckdb.DuckDBPyConnection) -> None:
        set_resources(connection, Path(self.creds.path).parent)
        register(connection)
