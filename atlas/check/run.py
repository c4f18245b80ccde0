"""Runs the tables of a suite through Great Expectations and adds up what it finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
import pyarrow as pa
from great_expectations.core import ExpectationValidationResult
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context import EphemeralDataContext
from great_expectations.expectations import Expectation

from atlas.check.suite import Part, Table
from atlas.console import shown
from atlas.warehouse import first_line

BATCH_ROWS = 100_000
EXAMPLES = 3


@dataclass
class Outcome:
    """How one expectation fared on one table, over all its batches."""

    suite: str
    part: str
    table: str
    claim: str
    expectation: str  # as Great Expectations calls it
    is_warning: bool = False  # worth a look, but no failure
    checked: int = 0
    failing: int = 0
    examples: list[str] = field(default_factory=list)
    observed: str | None = None  # of a claim on the table as a whole
    error: str | None = None  # why it could not be checked

    @property
    def holds(self) -> bool:
        return not self.failing and self.error is None

    @property
    def fails(self) -> bool:
        return not self.holds and not self.is_warning

    @property
    def state(self) -> str:
        return "holds" if self.holds else "warning" if self.is_warning else "fails"

    @property
    def in_words(self) -> str:
        if self.error is not None:
            return f"{self.part}: “{self.claim}” could not be checked: {self.error}"
        if self.observed is not None:
            return f"{self.part}: “{self.claim}” is not true, found {self.observed}"
        example = f", as of {self.examples[0]}" if self.examples else ""
        return (
            f"{self.part}: “{self.claim}” is not true of {self.failing:,} of {self.checked:,} "
            f"{self.table}{example}"
        )


def run_part(part: Part) -> list[Outcome]:
    return [outcome for table in part.tables for outcome in run_table(part, table)]


def run_table(part: Part, table: Table) -> list[Outcome]:
    outcomes = {
        expectation.description: Outcome(
            part.suite,
            part.name,
            table.name,
            expectation.description,
            expectation.expectation_type,
            is_warning=expectation.severity == "warning",
        )
        for expectation in table.expectations
    }
    try:
        for frame in frames(part.connection, table):
            for result in validate(frame, table):
                add(outcomes[result.expectation_config.description], result, table.key)
    except duckdb.Error as error:
        claim = f"the {table.name} can be read"
        return [
            Outcome(part.suite, part.name, table.name, claim, "select", error=first_line(error))
        ]
    return list(outcomes.values())


def frames(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[pd.DataFrame]:
    """The rows of a table: all at once, or a batch at a time."""
    rows = connection.sql(table.sql)
    if not table.in_batches:
        yield rows.to_arrow_table().to_pandas()
        return
    reader = rows.to_arrow_reader(BATCH_ROWS)
    batch, count = [], 0
    for few in reader:
        batch.append(few)
        count += few.num_rows
        if count >= BATCH_ROWS:
            yield pa.Table.from_batches(batch, reader.schema).to_pandas()
            batch, count = [], 0
    yield pa.Table.from_batches(batch, reader.schema).to_pandas()


@cache
def great_expectations_context() -> EphemeralDataContext:
    """Nothing is written and nobody is told."""
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    return context


@cache
def whole_frames() -> BatchDefinition:
    """A data frame at a time."""
    source = great_expectations_context().data_sources.add_pandas("atlas")
    asset = source.add_dataframe_asset("frames")
    return asset.add_batch_definition_whole_dataframe("whole")


def validate(frame: pd.DataFrame, table: Table) -> list[ExpectationValidationResult]:
    return (
        whole_frames()
        .get_batch({"dataframe": frame})
        .validate(
            gx.ExpectationSuite(name=table.name, expectations=copies(table.expectations)),
            result_format={
                "result_format": "SUMMARY",
                "unexpected_index_column_names": list(table.key),
                "partial_unexpected_count": EXAMPLES,
            },
        )
        .results
    )


def copies(expectations: tuple[Expectation, ...]) -> list[Expectation]:
    """A suite writes into its expectations."""
    return [expectation.copy() for expectation in expectations]


def add(outcome: Outcome, result: ExpectationValidationResult, key: tuple[str, ...]) -> None:
    """Takes the result of one batch into the outcome."""
    found = result.result
    outcome.error = outcome.error or raised(result.exception_info)
    if "element_count" in found:
        outcome.checked += found["element_count"]
        outcome.failing += found["unexpected_count"]
        examples = found.get("partial_unexpected_index_list") or []
        room = EXAMPLES - len(outcome.examples)
        outcome.examples += [in_words(example, key) for example in examples[:room]]
    elif outcome.error is None:
        outcome.checked += 1
        outcome.failing += not result.success
        outcome.observed = shown(str(found.get("observed_value")))


def raised(info: dict[str, Any]) -> str | None:
    """What went wrong inside an expectation, if anything did."""
    errors = [info] if "raised_exception" in info else list(info.values())
    messages = [str(error["exception_message"]) for error in errors if error["raised_exception"]]
    return shown(messages[0]) if messages else None


def in_words(example: dict[str, Any], key: tuple[str, ...]) -> str:
    """A row by its key, then the values that were looked at."""
    row = ", ".join(f"{name} {value(example[name])}" for name in key)
    looked_at = [name for name in example if name not in key]
    values = ", ".join(f"{name} {value(example[name])}" for name in looked_at)
    return f"{row} ({values})" if values else row


def value(found: Any) -> str:
    if not isinstance(found, list | dict) and pd.isna(found):
        return "nothing"
    if isinstance(found, float):
        return f"{found:.6g}"
    return shown(repr(found) if isinstance(found, str) else str(found), 80)
