"""What landing shows: what was found, three rows, the wrapper that will be cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.table import Table

from atlas.console import counted, make_console, shown

Facts = dict[str, Any]


@contextmanager
def progress(dataset_id: str) -> Iterator[Callable[[int], None]]:
    """A line that counts rows, on a terminal only."""
    with make_console(stderr=True).status(f"landing {dataset_id}") as status:
        yield lambda rows: status.update(f"landing {dataset_id}: {rows:,} rows")


def show_landing(facts: Facts) -> None:
    """Each dataset in full, as it is landed, or would be."""
    for found in facts["datasets"]:
        show_dataset(found, facts["is_landed"])


def show_dataset(found: Facts, is_landed: bool) -> None:
    console, files = make_console(), len(found["files"])
    console.print(
        f"{found['dataset_id']}: {'landed' if is_landed else 'would land'} "
        f"{counted(found['row_count'], 'row')} from {counted(files, 'file')} "
        f"({', '.join(found['formats'])})"
    )
    facts = Table.grid(padding=(0, 2))
    for name, field in (("prompt", "prompt_field"), ("answer", "answer_field")):
        facts.add_row("", name, shown(found[field] or "none found"))
    facts.add_row("", "source", shown(found["source_field"] or "none"))
    facts.add_row("", "rejected", rejects_of(found) or "none")
    facts.add_row("", "wrapper", wrapper_of(found) or "none found")
    for note in found["notes"]:
        facts.add_row("", "note", shown(note, 300))
    for number, row in enumerate(found["examples"], start=1):
        prompt, answer, label = row.values()
        facts.add_row("", f"row {number}", shown(prompt))
        facts.add_row("", "", f"answer: {shown(answer, 80) if answer else 'none'}")
        if label:
            facts.add_row("", "", f"source: {shown(label, 80)}")
    console.print(facts)
    console.print(next_step(found["dataset_id"], is_landed))


def next_step(dataset_id: str, is_landed: bool) -> str:
    if is_landed:
        return "next: atlas build"
    return (
        "nothing is landed yet; if this is right, say the same with "
        f"--dataset {dataset_id} --role train --released YYYY-MM-DD; "
        "else name --prompt, --answer or --source"
    )


def show_catalog(facts: Facts) -> None:
    """A line per dataset, and the sums."""
    console = make_console()
    table = Table(box=None, pad_edge=False)
    for column in ("dataset", "format", "rows", "rejected", "prompt field", "wrapper", "notes"):
        table.add_column(column, justify="right" if column in ("rows", "rejected") else "left")
    for found in facts["datasets"]:
        table.add_row(
            found["dataset_id"],
            ", ".join(found["formats"]),
            f"{found['row_count']:,}",
            rejects_of(found) or "0",
            shown(found["prompt_field"], 60),
            shown(wrapper_of(found), 60),
            shown("; ".join(found["notes"]), 80),
        )
    console.print(table)
    datasets = counted(len(facts["datasets"]), "dataset")
    console.print(
        f"\nlanded {datasets}, {counted(facts['row_count'], 'row')} "
        f"({facts['rejected_count']:,} rejected) in {facts['seconds']:.0f} s"
    )
    for dataset_id, reason in facts["failed"].items():
        console.print(f"failed {shown(dataset_id)}: {shown(reason, 300)}")
    if elsewhere := facts["on_hub_only"]:
        console.print(
            f"{counted(len(elsewhere), 'dataset')} {'is' if len(elsewhere) == 1 else 'are'} on the "
            f"hub only: atlas fetch {shown(elsewhere[0])} ..."
        )


def show_rollouts(facts: Facts) -> None:
    """What was landed, and what of it will not count."""
    for found in facts["rollouts"]:
        print(f"{found['rollouts_id']}: landed {found['row_count']:,} rollouts ({found['format']})")
        for key in ("stages", "grades", "rejects"):
            counts = ", ".join(f"{count:,} {name}" for name, count in found[key].items())
            print(f"  {key:8} {shown(counts, 300) or 'none'}")
        for note in found["notes"]:
            print(f"  note     {shown(note, 300)}")


def show_unlanded(facts: Facts) -> None:
    for dataset_id in facts["unlanded"]:
        print(f"{dataset_id} is no longer landed")


def rejects_of(found: Facts) -> str:
    return ", ".join(f"{count:,} {reason}" for reason, count in found["rejects"].items())


def wrapper_of(found: Facts) -> str:
    """The texts that will be cut off, and how many prompts carry them."""
    parts = [
        f"{side} “{shown(found[key], 100)}”"
        for side, key in (("prefix", "wrapper_prefix"), ("suffix", "wrapper_suffix"))
        if found[key]
    ]
    return " and ".join(parts) + (f" ({found['wrapper_share']:.1%})" if parts else "")
