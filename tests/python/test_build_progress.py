"""What a person sees while a build runs."""

from io import StringIO
from types import SimpleNamespace

import pytest
from numba import njit
from rich.console import Console

from atlas.build_progress import COMPILING, BuildProgress, compilation_told

STEPS = ["model.atlas.texts", "model.atlas.bands", "test.atlas.is_unique", "test.atlas.not_null"]


@pytest.fixture
def progress(monkeypatch):
    """Makes a progress on a terminal, whose clock stands at `progress.now` seconds."""
    terminal = Console(file=StringIO(), force_terminal=True, width=200)
    monkeypatch.setattr("atlas.build_progress.make_console", lambda stderr: terminal)
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr("atlas.build_progress.time.monotonic", lambda: clock.now)

    def make(last_seconds: dict[str, float]) -> tuple[BuildProgress, SimpleNamespace]:
        rows = {("matching", "texts"): 1_200, ("matching", "bands"): 34}
        return BuildProgress(STEPS, last_seconds, lambda *table: rows[table]), clock

    return make


def node(step: str) -> SimpleNamespace:
    kind, _, name = step.split(".")
    relation = SimpleNamespace(schema="matching", alias=name)
    info = {"unique_id": step, "resource_type": kind, "node_name": name, "node_relation": relation}
    return SimpleNamespace(node_info=SimpleNamespace(**info))


def test_it_is_drawn(progress):
    build, _ = progress({})
    with build:
        build.on_event("NodeStart", node(STEPS[0]))
        build.on_event("NodeFinished", node(STEPS[0]))
        build.refresh()
    drawn = build.console.file.getvalue()
    assert "matching: tests" in drawn
    assert "1 of 2 models 1,200 rows in matching" in drawn


def said(progress: BuildProgress) -> dict:
    (task,) = progress.tasks
    return {"current": task.description.strip(), "done": task.completed, **task.fields}


def test_stage_model_models_done_and_rows_are_shown(progress):
    build, _ = progress({})
    build.on_event("NodeStart", node(STEPS[0]))
    assert said(build)["current"] == "matching: texts"
    build.on_event("NodeFinished", node(STEPS[0]))
    build.on_event("NodeStart", node(STEPS[1]))
    found = said(build)
    assert (found["current"], found["models"]) == ("matching: bands", "1 of 2 models")
    assert found["rows"] == "1,200 rows in matching"
    build.on_event("NodeFinished", node(STEPS[1]))
    for step in STEPS[2:]:
        build.on_event("NodeStart", node(step))
        assert said(build)["current"] == "matching: tests"
        build.on_event("NodeFinished", node(step))
    assert said(build)["models"] == "2 of 2 models"
    assert said(build)["done"] == len(STEPS)
    assert build.finished
    build.on_event("NodeStart", node("operation.atlas.on_run_end"))
    assert said(build)["current"] == "matching: tests"


def test_the_time_left_is_that_of_the_last_build_at_the_pace_of_this_one(progress):
    build, clock = progress({STEPS[0]: 10, STEPS[1]: 20, STEPS[2]: 10, "model.atlas.gone": 99})
    build.on_event("NodeStart", node(STEPS[0]))
    assert said(build)["left"] == ""
    clock.now = 5.0  # half of the time it took last
    build.on_event("NodeFinished", node(STEPS[0]))
    assert said(build)["left"] == "about 15 s left"


def test_a_first_build_promises_nothing(progress):
    build, clock = progress({})
    clock.now = 5.0
    build.on_event("NodeFinished", node(STEPS[0]))
    assert said(build)["left"] == ""


def test_compiling_is_said_while_it_lasts_and_only_the_first_time(progress):
    build, _ = progress({})
    build.on_event("NodeStart", node(STEPS[0]))
    heard = []

    def tell(functions: int) -> None:
        build.on_compiling(functions)
        heard.append(said(build)["current"])

    part = njit(lambda number: number + 1)
    whole = njit(lambda number: part(number) + 1)
    with compilation_told(tell):
        assert whole(1) == whole(1) == 3
    assert heard == [f"matching: texts{COMPILING}"] * 3 + ["matching: texts"]
