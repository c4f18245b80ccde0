"""Landing every dataset of a catalog; one that fails does not stop the others."""

import time
from pathlib import Path
from typing import Any

from rich.progress import Progress

from atlas.console import make_console
from atlas.errors import UserError
from atlas.home import Home
from atlas.landing.catalog import dataset_of, read_catalog
from atlas.landing.land import Landed, land


def land_catalog(catalog: Path, root: Path, home: Home) -> dict[str, Any]:
    """What was landed, what failed and why, and what atlas fetch is for."""
    started = time.monotonic()
    rows = read_catalog(catalog)
    elsewhere = [row["dataset_id"] for row in rows if row["hub_id"] and not row["files"]]
    rows = [row for row in rows if row["dataset_id"] not in elsewhere]
    landed: list[Landed] = []
    failed: dict[str, str] = {}
    with Progress(console=make_console(stderr=True), transient=True) as progress:
        for row in progress.track(rows, description="landing"):
            try:
                landed.append(land(dataset_of(row, root), home))
            except UserError as error:
                failed[row["dataset_id"]] = str(error)
            except Exception as error:
                failed[row["dataset_id"]] = f"unexpected {type(error).__name__}: {error}"
    return {
        "is_landed": True,
        "datasets": [one.facts for one in landed],
        "failed": failed,
        "on_hub_only": elsewhere,
        "row_count": sum(one.metadata["row_count"] for one in landed),
        "rejected_count": sum(one.metadata["rejected_count"] for one in landed),
        "seconds": time.monotonic() - started,
    }
