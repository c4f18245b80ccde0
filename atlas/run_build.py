"""A build from start to end: dbt with a progress bar, findings in words, publishing, figures."""

import shutil
import time
from collections import Counter
from typing import Any

from dbt.cli.main import dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from atlas.build_progress import BuildProgress, compilation_told
from atlas.console import counted, shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.manifest import last_seconds, rows_of
from atlas.publish import drop_forgotten, held_by, publish_side_file, side_file, start_side_file
from atlas.run_dbt import BUILT, FAILED, Dbt, close_warehouse, count_rows, reason
from atlas.summary import findings
from atlas.warehouse import HOLDER, open_warehouse

SLOWEST = 5
# They ask whether the models are right, not whether the data are; `make test` runs them.
LEFT_OUT = ("--exclude-resource-type", "unit_test")


def run_build(
    home: Home,
    settings: dict[str, str],
    select: str | None,
    full_refresh: bool,
    given: dict[str, Any],
) -> dict[str, Any]:
    """What was built, tested and published, and what it says of the data.

    `given`: vars in the place of those of dbt_project.yml, for this build alone. Raises one line
    where anything fails; the warehouse is then as it was.
    """
    started = time.monotonic()
    dbt = Dbt(home, settings, given)
    manifest = dbt.parse()
    is_sound = start_side_file(home, goes_on=bool(select) or not full_refresh)
    selection = ["--select", *select.split()] if select else []
    fresh = ["--full-refresh"] if full_refresh else []
    steps = dbt.steps(selection)
    with (
        BuildProgress(steps, last_seconds(home), count_rows) as progress,
        compilation_told(progress.on_compiling),
    ):
        ended = dbt.run("build", *LEFT_OUT, *selection, *fresh, on_event=progress.on_event)
    close_warehouse()
    shutil.rmtree(home.build / "spill", ignore_errors=True)
    check(ended, dbt)
    results = ended.result.results
    if not results:
        raise UserError(f"nothing is selected by {shown(select or '')}; see dbt ls")
    seconds = time.monotonic() - started
    facts = {"seconds": seconds, **counts_of(results)}
    if select and not is_sound:
        return facts | unpublished("the build before this failed")
    if not select:
        drop_forgotten(side_file(home), relations(manifest))
    took = {result.node.unique_id: result.execution_time for result in results}
    number = publish_side_file(home, public_tables(manifest), seconds, took, given)
    if number is None:
        return facts | unpublished("some public tables are missing")
    return facts | published(home, number)


def counts_of(results: list[Any]) -> dict[str, Any]:
    """How many models, tests and seeds were built or run, and which models took longest."""
    kinds = Counter(result.node.resource_type for result in results)
    models = [result for result in results if result.node.resource_type == "model"]
    slowest = sorted(models, key=lambda result: -result.execution_time)[:SLOWEST]
    return {
        "models": kinds["model"],
        "tests": kinds["test"],
        "seeds": kinds["seed"],
        "slowest": [
            {"model": f"{one.node.schema}.{one.node.alias}", "seconds": one.execution_time}
            for one in slowest
        ],
    }


def unpublished(reason: str) -> dict[str, Any]:
    return {"state": "not published", "because": reason, "rows": {}, "found": None}


def published(home: Home, number: int) -> dict[str, Any]:
    with open_warehouse(home) as connection:
        return {
            "state": "published",
            "build": number,
            "warehouse": str(home.warehouse),
            "rows": rows_of(connection, number),
            "found": findings(connection),
        }


def public_tables(manifest: Manifest) -> set[str]:
    return {
        node.name
        for node in manifest.nodes.values()
        if node.resource_type == "model" and node.schema == "marts"
    }


def relations(manifest: Manifest) -> set[tuple[str, str]]:
    """Schema and name of everything that the project makes."""
    made = [node for node in manifest.nodes.values() if node.resource_type in BUILT]
    return {(node.schema, node.alias) for node in made}


def check(ended: dbtRunnerResult, dbt: Dbt) -> None:
    """Raises one line that names what failed; the warehouse is as it was."""
    if isinstance(ended.exception, KeyboardInterrupt):
        raise ended.exception
    if ended.exception is not None:
        if holder := HOLDER.search(str(ended.exception)):
            raise held_by(holder[1])
        raise UserError(f"the build stopped: {reason(ended.exception)}; see {dbt.log}", 1)
    failed = [result for result in ended.result.results if result.status in FAILED]
    broken = [result for result in failed if result.node.resource_type != "test"]
    if broken:
        first = broken[0]
        raise UserError(
            f"{first.node.resource_type} {first.node.name} failed: {reason(first.message)}; "
            f"the warehouse is as it was, see {dbt.log}",
            1,
        )
    if failed:
        worst = sorted(failed, key=lambda result: -(result.failures or 0))[:3]
        raise UserError(
            f"{counted(len(failed), 'test')} failed, not published: "
            f"{'; '.join(in_words(result) for result in worst)}; the rows are in schema failures "
            f"of {side_file(dbt.home)}, see {dbt.log}",
            1,
        )
    if not ended.success:
        raise UserError(f"the build did not end well; see {dbt.log}", 1)


def in_words(result: Any) -> str:
    """A failed test as a sentence."""
    node = result.node
    if not result.failures:  # the test itself stopped with a message
        return f"{node.name}: {reason(result.message)}"
    rows = counted(result.failures, "row")
    if metadata := getattr(node, "test_metadata", None):
        model = (node.attached_node or "").split(".")[-1]
        columns = metadata.kwargs.get("columns") or [metadata.kwargs.get("column_name")]
        what = ", ".join(column for column in columns if column)
        return f"{metadata.name.replace('_', ' ')} does not hold for {model} ({what}): {rows}"
    return f"“{node.name.replace('_', ' ')}” is not true of {rows}"
