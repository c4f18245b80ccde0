"""Runs a command and says how long it took and how much memory it held at its peak."""

import json
import math
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

STAGES = ("seeds", "staging", "canonical", "matching", "lineage", "leakage", "scoring", "curation")


@dataclass(frozen=True)
class Cost:
    seconds: float
    cpu_seconds: float
    peak_gigabytes: float


def run(command: list[str], folder: Path, **environment: str) -> Cost:
    """The command's cost; raises with the end of its output where it fails."""
    started = time.monotonic()
    with (folder / "output.log").open("a+b") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env=os.environ | environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        if process.returncode:
            log.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{log.read().decode()[-2000:]}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1_000_000_000)


def seconds_by_node(target: Path) -> dict[tuple[str, str], float]:
    """(stage, node) -> seconds, of the last dbt run with this target folder."""
    results = json.loads((target / "run_results.json").read_text())["results"]
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    return {
        (nodes[result["unique_id"]]["schema"], nodes[result["unique_id"]]["name"]): result[
            "execution_time"
        ]
        for result in results
        if result["unique_id"].split(".")[0] in ("model", "seed")
    }


def seconds_between(target: Path, first: str, last: str) -> float:
    """From the start of one model to the end of another, in the last dbt run with this folder."""
    results = json.loads((target / "run_results.json").read_text())["results"]
    times = {
        result["unique_id"].split(".")[-1]: [
            datetime.fromisoformat(step[moment])
            for step in result["timing"]
            for moment in ("started_at", "completed_at")
        ]
        for result in results
    }
    return (max(times[last]) - min(times[first])).total_seconds()


def exponent(small: float, large: float, rows: int, more_rows: int) -> float:
    """x where the time grows as rows ** x; 1 is linear."""
    return math.log(max(large, 0.01) / max(small, 0.01)) / math.log(more_rows / rows)


def machine() -> str:
    """One line: processor, usable cores, memory, how busy it was, versions."""
    import duckdb  # noqa: PLC0415  (peers' environments have none)

    from atlas.machine import total_memory, usable_cores  # noqa: PLC0415

    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(": ")[1] for line in lines if "model name" in line), model)
    return (
        f"{time.strftime('%Y-%m-%d')}, {usable_cores()} cores of {model}, "
        f"{total_memory() / 1e9:.0f} GB, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    )
