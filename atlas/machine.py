"""What the machine has: defaults for the threads, memory and disk that a build may use."""

import os
import re
import shutil
from pathlib import Path

from atlas.console import shown
from atlas.errors import UserError

MEMORY_SHARE = 0.6  # the rest is for Python's own work beside DuckDB and for other programs
SPILL_SHARE = 0.5  # of the free disk
SIZE = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)
CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def total_memory() -> int:
    """Bytes of memory, or fewer where the container is allowed fewer."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit in CGROUP_LIMITS:
        if limit.exists() and (text := limit.read_text().strip()).isdigit():
            total = min(total, int(text))
    return total


def megabytes(size: float) -> str:
    return f"{max(1, int(size / 1_000_000))}MB"


def build_settings(folder: Path, threads: int | None, memory_limit: str | None) -> dict[str, str]:
    """Variables of profiles.yml and the plugin: from options, the environment or the machine."""
    if memory_limit and not SIZE.fullmatch(memory_limit):
        raise UserError(f"{shown(memory_limit, 20)} is no size; write 8GB or 500MB")
    chosen = {"ATLAS_THREADS": threads and str(threads), "ATLAS_MEMORY_LIMIT": memory_limit}
    defaults = {
        "ATLAS_THREADS": str(usable_cores()),
        "ATLAS_MEMORY_LIMIT": megabytes(MEMORY_SHARE * total_memory()),
        "ATLAS_SPILL_LIMIT": megabytes(SPILL_SHARE * shutil.disk_usage(folder).free),
    }
    return {
        name: chosen.get(name) or os.environ.get(name) or default
        for name, default in defaults.items()
    }
