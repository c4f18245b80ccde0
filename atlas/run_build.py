"""A build from start to end: dbt with a progress bar, findings in words, publishing, summary."""

import json
import shutil
import time
from collections import Counter
from typing import Any

from dbt.cli.main import dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from atlas.console import make_console, shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.publish import held_by, publish_side_file, side_file, start_side_file
from atlas.run_dbt import FAILED, Dbt, close_warehouse, reason
from atlas.summary import show_slowest, show_summary
from atlas.warehouse import HOLDER

TESTS = {"test", "unit_test"}
TESTING = "tests"


def run_build(home: Home, settings: dict[str, str], select: str | None, full_refresh: bool) -> int:
    """0 when everything was built, tested and published, else 1."""
    started = time.monotonic()
    dbt = Dbt(home, settings)
    manifest = dbt.parse()
    goes_on = bool(select) or keeps_tables(manifest)
    is_sound = start_side_file(home, goes_on and not full_refresh)
    arguments = ["build", *(["--select", *select.split()] if select else [])]
    arguments += ["--full-refresh"] if full_refresh else []
    with BuildProgress({} if select else last_seconds(dbt)) as progress:
        ended = dbt.run(*arguments, on_event=progress.on_event)
    close_warehouse()
    shutil.rmtree(home.build / "spill", ignore_errors=True)
    check(ended, dbt)
    seconds = time.monotonic() - started
    if not ended.result.results:
        raise UserError(f"nothing is selected by {shown(select or '')}; see dbt ls")
    if select and not is_sound:
        print("built, not published: the build before this failed; run atlas build")
    elif publish_side_file(home, public_tables(manifest), seconds):
        show_summary(home)
    else:
        print("built, not published: some public tables are missing; run atlas build")
    show_slowest(ended.result.results, seconds)
    return 0


def last_seconds(dbt: Dbt) -> dict[str, float]:
    """What each node took in the build before, to say what is left of this one; or nothing."""
    try:
        results = json.loads((dbt.target / "run_results.json").read_text(encoding="utf-8"))
        return {node["unique_id"]: node["execution_time"] for node in results["results"]}
    except (OSError, ValueError, KeyError):
        return {}


def keeps_tables(manifest: Manifest) -> bool:
    return any(node.config.materialized == "kept" for node in manifest.nodes.values())


def public_tables(manifest: Manifest) -> set[str]:
    return {
        node.name
        for node in manifest.nodes.values()
        if node.resource_type == "model" and node.schema == "marts"
    }


def check(ended: dbtRunnerResult, dbt: Dbt) -> None:
    """Raises one line that names what failed; the warehouse is as it was."""
    if isinstance(ended.exception, KeyboardInterrupt):
        raise ended.exception
    if ended.exception is not None:
        if holder := HOLDER.search(str(ended.exception)):
            raise held_by(holder[1])
        raise UserError(f"the build stopped: {reason(ended.exception)}; see {dbt.log}", 1)
    failed = [result for result in ended.result.results if result.status in FAILED]
    broken = [result for result in failed if result.node.resource_type not in TESTS]
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
            f"{len(failed)} {'test' if len(failed) == 1 else 'tests'} failed, not published: "
            f"{'; '.join(in_words(result) for result in worst)}; the rows are in schema failures "
            f"of {side_file(dbt.home)}, see {dbt.log}",
            1,
        )
    if not ended.success:
        raise UserError(f"the build did not end well; see {dbt.log}", 1)


def in_words(result: Any) -> str:
    """A failed test as a sentence."""
    node = result.node
    if node.resource_type == "unit_test":
        model = node.unique_id.split(".")[2]
        return f"{model} computes something else than the test {node.name} expects"
    if not result.failures:  # the test itself stopped with a message
        return f"{node.name}: {reason(result.message)}"
    rows = f"{result.failures:,} {'row' if result.failures == 1 else 'rows'}"
    if metadata := getattr(node, "test_metadata", None):
        model = (node.attached_node or "").split(".")[-1]
        columns = metadata.kwargs.get("columns") or [metadata.kwargs.get("column_name")]
        what = ", ".join(column for column in columns if column)
        return f"{metadata.name.replace('_', ' ')} does not hold for {model} ({what}): {rows}"
    return f"“{node.name.replace('_', ' ')}” is not true of {rows}"


class BuildProgress(Progress):
    """The model being built, and how many steps are done; on a terminal only."""

    def __init__(self, last_seconds: dict[str, float]) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:.0f} of {task.total:.0f}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            console=make_console(stderr=True),
            transient=True,
        )
        self.step = self.add_task("starting", total=1, left="")
        self.started = time.monotonic()
        self.expected, self.to_come = last_seconds, sum(last_seconds.values())
        self.total = self.to_come
        self.running: Counter[str] = Counter()

    def on_event(self, name: str, data: Any) -> None:
        if name == "ConcurrencyLine":
            self.update(self.step, total=data.node_count)
        elif name == "NodeStart":
            self.running[step_name(data.node_info)] += 1
        elif name == "NodeFinished":
            self.running[step_name(data.node_info)] -= 1
            if data.node_info.resource_type != "unit_test":  # the total leaves them out
                self.advance(self.step)
            self.to_come -= self.expected.get(data.node_info.unique_id, 0)
            self.update(self.step, left=self.time_left())
        if name in ("NodeStart", "NodeFinished"):
            names = [name for name, count in self.running.items() if count > 0]
            models = [name for name in names if name != TESTING]
            self.update(self.step, description=f"{(models or [TESTING])[0]:<36}")

    def time_left(self) -> str:
        """Guessed from the build before, at the pace of this one; nothing in its first tenth."""
        done = self.total - self.to_come
        if not self.total or done < self.total / 10:
            return ""
        seconds = (time.monotonic() - self.started) * self.to_come / done
        return f"about {max(1, round(seconds))} s left"


def step_name(info: Any) -> str:
    is_test = info.resource_type in TESTS
    return TESTING if is_test else f"{info.node_relation.schema}.{info.node_name}"
