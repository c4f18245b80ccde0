"""How far a build is: what is being built, models done, rows made, time left; on a terminal only.

Functions that a first build compiles take a while and make no row, so that is said too.

The time left is guessed from what each step took when it was last built, at the pace of this build.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import event
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from atlas.console import make_console

FIRST_SHARE = 0.1  # of a build must be done before its pace says anything
WIDTH = 44  # of the longest model with its stage
COMPILING = ", compiling (the first time only)"


class BuildProgress(Progress):
    """Takes dbt's events. `steps` are the unique ids of all nodes that will be built or tested."""

    def __init__(
        self,
        steps: list[str],
        last_seconds: dict[str, float],
        count_rows: Callable[[str, str], int],
    ) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[models]}"),
            TextColumn("{task.fields[rows]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            console=make_console(stderr=True),
            transient=True,
        )
        said = {"models": "", "rows": "", "left": ""}
        self.step = self.add_task("starting".ljust(WIDTH), total=len(steps), **said)
        self.started: float | None = None  # the first step; dbt takes its time before
        self.model_count = sum(step.startswith("model.") for step in steps)
        self.models_done = 0
        self.seconds = {step: last_seconds.get(step, 0) for step in steps}
        self.seconds_done = 0.0
        self.count_rows = count_rows
        self.rows: Counter[str] = Counter()  # made by the build, by stage
        self.stage = ""
        self.running: list[str] = []  # models
        self.compiling = 0  # functions, one inside the other

    def on_event(self, name: str, data: Any) -> None:
        if name not in ("NodeStart", "NodeFinished"):
            return
        node = data.node_info
        if node.unique_id not in self.seconds:  # a hook
            return
        self.started = time.monotonic() if self.started is None else self.started
        self.node_started(node) if name == "NodeStart" else self.node_finished(node)
        rows = self.rows[self.stage]
        self.update(
            self.step,
            description=self.current(),
            models=f"{self.models_done} of {self.model_count} models",
            rows=f"{rows:,} rows in {self.stage}" if rows else "",
            left=self.time_left(),
        )

    def on_compiling(self, functions: int) -> None:
        """So many functions more, or fewer, are being compiled."""
        self.compiling += functions
        self.update(self.step, description=self.current())

    def current(self) -> str:
        model = self.running[-1] if self.running else "tests"
        what = f"{self.stage or 'before all'}: {model}"
        return f"{what}{COMPILING if self.compiling else ''}".ljust(WIDTH)

    def node_started(self, node: Any) -> None:
        if node.resource_type != "test":
            self.stage = node.node_relation.schema
            self.running.append(node.node_name)

    def node_finished(self, node: Any) -> None:
        self.advance(self.step)
        self.seconds_done += self.seconds.get(node.unique_id, 0)
        if node.node_name in self.running:
            self.running.remove(node.node_name)
        if node.resource_type == "model":
            self.models_done += 1
            if self.console.is_terminal:
                relation = node.node_relation
                self.rows[relation.schema] += self.count_rows(relation.schema, relation.alias)

    def time_left(self) -> str:
        """Nothing at the beginning, and where no build has said how long it takes."""
        total = sum(self.seconds.values())
        if not total or self.seconds_done < FIRST_SHARE * total:
            return ""
        pace = (time.monotonic() - self.started) / self.seconds_done
        return f"about {max(1, round(pace * (total - self.seconds_done)))} s left"


@contextmanager
def compilation_told(tell: Callable[[int], None]) -> Iterator[None]:
    """Calls `tell` with 1 where compiling a function begins and -1 where it ends.

    What is loaded as it was compiled before tells nothing.
    """
    with event.install_listener("numba:compile", Compilation(tell)):
        yield


class Compilation(event.Listener):
    def __init__(self, tell: Callable[[int], None]) -> None:
        self.tell = tell

    def on_start(self, _: event.Event) -> None:
        self.tell(1)

    def on_end(self, _: event.Event) -> None:
        self.tell(-1)
