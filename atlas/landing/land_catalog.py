"""Landing every dataset of a catalog; one that fails does not stop the others."""

import time
from pathlib import Path

from rich.progress import Progress
from rich.table import Table

from atlas.console import make_console, shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.landing.catalog import dataset_of, read_catalog
from atlas.landing.land import Landed, land
from atlas.landing.show import rejects_of, wrapper_of


def land_catalog(catalog: Path, root: Path, home: Home) -> int:
    """0 when every dataset landed, else 1."""
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
    show_summary(landed, failed, time.monotonic() - started)
    if elsewhere:
        print(f"{len(elsewhere)} datasets are on the hub only: atlas fetch {elsewhere[0]} ...")
    return 1 if failed else 0


def show_summary(landed: list[Landed], failed: dict[str, str], seconds: float) -> None:
    console = make_console()
    table = Table(box=None, pad_edge=False)
    for column in ("dataset", "format", "rows", "rejected", "prompt field", "wrapper", "notes"):
        table.add_column(column, justify="right" if column in ("rows", "rejected") else "left")
    for one in landed:
        found = one.metadata
        table.add_row(
            found["dataset_id"],
            ", ".join(dict.fromkeys(one.formats)),
            f"{found['row_count']:,}",
            rejects_of(one) or "0",
            shown(found["prompt_field"], 60),
            shown(wrapper_of(one), 60),
            shown("; ".join(found["notes"]), 80),
        )
    console.print(table)
    row_count = sum(one.metadata["row_count"] for one in landed)
    rejected = sum(one.rejects.total() for one in landed)
    console.print(
        f"\nlanded {len(landed)} datasets, {row_count:,} rows "
        f"({rejected:,} rejected) in {seconds:.0f} s"
    )
    for dataset_id, reason in failed.items():
        console.print(f"failed {shown(dataset_id)}: {shown(reason, 300)}")
