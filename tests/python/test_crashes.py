"""Commands that are killed, that meet each other, or that run out of disk, time and memory."""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warehouse_contents import contents

from atlas.export.folder import whole_folder
from atlas.home import Home
from atlas.landing.writer import hidden_file, remove_stale
from atlas.warehouse import open_warehouse, select

LAND = ("--dataset", "sums", "--role", "train", "--released", "2024-05-01")


@pytest.fixture(scope="module")
def world(demo_home: Home, tmp_path_factory) -> Home:
    """A copy of the demo world to break."""
    copy = Home(tmp_path_factory.mktemp("crashes"))
    for name in ("landed", "rollouts"):
        shutil.copytree(demo_home.root / name, copy.root / name)
    shutil.copytree(demo_home.build / "target", copy.build / "target")  # spares parsing
    shutil.copy(demo_home.warehouse, copy.warehouse)
    return copy


def start(home: Home, *arguments: object, **options: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "atlas.cli", *map(str, arguments), "--home", str(home.root)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def ended(process: subprocess.Popen) -> tuple[int, str]:
    """Exit code, and the line on stderr: never more than one, never a traceback."""
    _, said = process.communicate()
    lines = [line for line in said.splitlines() if line.startswith("atlas:")]
    assert "Traceback" not in said
    assert len(lines) <= 1
    return process.returncode, "".join(lines)


def killed_at_random(
    times: int,
    *command: object,
    home: Home,
    seed: int,
    meanwhile: Callable[[], None] = lambda: time.sleep(0.01),
) -> Iterator[int]:
    """Runs a command until it was killed so often, each time somewhere on its way."""
    started = time.monotonic()
    assert ended(start(home, *command))[0] == 0
    seconds = time.monotonic() - started
    chance, killed = random.Random(seed), 0
    for _ in range(3 * times):
        started = time.monotonic()
        process = start(home, *command)
        # The end of a command is where things are put in place.
        moment = started + seconds * max(chance.random(), chance.random())
        while time.monotonic() < moment and process.poll() is None:
            meanwhile()
        if process.poll() is not None:  # the machine has less to do than it had
            seconds = min(seconds, time.monotonic() - started)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        yield killed
        if killed == times:
            return
    raise AssertionError(f"only {killed} of {3 * times} kills were in time")


def sums(path: Path, count: int) -> Path:
    rows = (json.dumps({"problem": f"What is {n} + 1?", "answer": n + 1}) for n in range(count))
    path.write_text("\n".join(rows))
    return path


@pytest.mark.slow
def test_50_killed_landings_leave_the_old_rows_or_the_new(home, tmp_path):
    few, many = sums(tmp_path / "few.jsonl", 10), sums(tmp_path / "many.jsonl", 60_000)
    assert ended(start(home, "land", few, *LAND))[0] == 0
    for _ in killed_at_random(50, "land", many, *LAND, home=home, seed=1):
        assert [file.name for file in home.landed.glob("*.parquet")] == ["sums.parquet"]
        metadata = pq.read_metadata(home.landed_file("sums"))
        landed = json.loads(metadata.metadata[b"atlas"])["row_count"]
        assert metadata.num_rows == landed in (10, 60_000)
        if landed == 60_000:
            assert ended(start(home, "land", few, *LAND))[0] == 0
    for left in home.landed.glob(".*.partial"):
        os.utime(left, (0, 0))
    assert ended(start(home, "land", few, *LAND))[0] == 0
    assert [file.name for file in home.landed.iterdir()] == ["sums.parquet"]


@pytest.mark.slow
def test_40_killed_exports_leave_a_whole_folder(world, tmp_path):
    out = tmp_path / "curated"
    for _ in killed_at_random(40, "export", "--out", out, home=world, seed=2):
        described = json.loads((out / "croissant.json").read_text())
        for file in described["distribution"]:
            content = (out / file["contentUrl"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert ended(start(world, "export", "--out", out))[0] == 0
    assert [folder.name for folder in tmp_path.iterdir()] == ["curated"]


@pytest.mark.slow
def test_10_killed_rollout_landings_leave_the_old_ones_or_the_new(home, tmp_path):
    file = tmp_path / "rollouts.jsonl"
    rollout = {"input": "What is 1 + 1?", "output": "\\boxed{2}", "gts": "2", "step": 1}
    file.write_text("\n".join([json.dumps(rollout)] * 20_000))
    landed = home.rollouts / "some.parquet"
    command = ("land-rollouts", file, "--name", "some")
    for _ in killed_at_random(10, *command, home=home, seed=4):
        assert pq.read_metadata(landed).num_rows == 20_000
        assert [one.name for one in home.rollouts.glob("*.parquet")] == ["some.parquet"]
    for left in home.rollouts.glob(".*.partial"):
        os.utime(left, (0, 0))
    assert ended(start(home, *command))[0] == 0
    assert [one.name for one in home.rollouts.iterdir()] == ["some.parquet"]


@pytest.mark.slow
def test_10_killed_builds_leave_the_old_warehouse_or_the_new(world):
    """Read all the while; and what they left does not show in the next build."""
    before = contents(world)
    read = Counter()

    def look() -> None:
        with open_warehouse(world) as connection:
            (found,) = select(connection, WHOLE)
        assert found.pop("row_count") == found.pop("counted") > 0
        read[found["build"]] += 1
        time.sleep(0.2)

    for _ in killed_at_random(10, "build", "--full-refresh", home=world, seed=3, meanwhile=look):
        look()
    assert contents(world) == before
    assert read.total() > 50
    assert ended(start(world, "build"))[0] == 0
    assert contents(world) == before
    look()
    assert max(read) >= 3
    assert not any((world.build / left).exists() for left in ("spill", "inputs", "unfinished"))


WHOLE = """
select
    (from rows select count(*)) as row_count,
    (from datasets select sum(row_count)) as counted,
    (from atlas.builds select max(build_number)) as build,
"""


def test_the_file_of_a_running_landing_is_not_taken_for_a_left_one(tmp_path):
    handle, path = hidden_file(tmp_path)
    os.utime(path, (0, 0))
    remove_stale(tmp_path)
    assert path.exists()
    os.close(handle)
    remove_stale(tmp_path)
    assert not path.exists()


def test_what_a_killed_export_left_is_cleared_and_an_old_one_put_back(tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    for name in (f".out.{gone.pid}", f".out.{gone.pid}.old", f".out.{os.getpid()}0000000"):
        (tmp_path / name).mkdir()
    (tmp_path / f".out.{gone.pid}.old" / "croissant.json").touch()
    with whole_folder(tmp_path / "out") as part:
        assert (tmp_path / "out" / "croissant.json").exists()
        (part / "new").touch()
    assert [folder.name for folder in tmp_path.iterdir()] == ["out"]
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["new"]


def test_a_full_disk_is_one_line_and_the_landed_file_stays(home, tmp_path):
    """A limit on the size of files stands for the end of the disk."""
    assert ended(start(home, "land", sums(tmp_path / "few.jsonl", 10), *LAND))[0] == 0
    before = home.landed_file("sums").read_bytes()
    many = sums(tmp_path / "many.jsonl", 60_000)
    code, said = ended(start(home, "land", many, *LAND, preexec_fn=lambda: limit_files(50_000)))
    assert code == 1
    assert "check space and permissions" in said
    assert home.landed_file("sums").read_bytes() == before
    assert os.listdir(home.landed) == ["sums.parquet"]


def limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.slow
@pytest.mark.parametrize(
    "limits",
    [{"preexec_fn": lambda: limit_files(20 << 20)}, {"memory": "20MB"}],
    ids=["full disk", "little memory"],
)
def test_a_build_that_lacks_room_says_so_and_the_warehouse_stays(world, limits):
    before = hashlib.sha256(world.warehouse.read_bytes()).hexdigest()
    memory = limits.pop("memory", None)
    options = ["--memory-limit", memory] if memory else []
    code, said = ended(start(world, "build", "--full-refresh", *options, **limits))
    assert code == 1
    assert said
    assert hashlib.sha256(world.warehouse.read_bytes()).hexdigest() == before
    with open_warehouse(world) as connection:
        assert select(connection, "select count(*) as n from rows")[0]["n"] > 0


@pytest.mark.slow
def test_questions_are_answered_while_a_build_runs_and_a_second_build_names_the_first(world):
    build = start(world, "build")
    lock = world.build / "lock"
    while not (lock.exists() and lock.read_text() == str(build.pid)):
        assert build.poll() is None
        time.sleep(0.01)
    code, said = ended(start(world, "build"))
    assert (code, f"process {build.pid}" in said) == (2, True)
    asked = 0
    while build.poll() is None:
        assert ended(start(world, "query", "select count(*) from rows"))[0] == 0
        asked += 1
    assert ended(build)[0] == 0
    assert asked > 0
