"""What landing shows: what was found, three rows, the wrapper that will be cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.table import Table

from atlas.console import make_console, shown
from atlas.landing.land import Landed


@contextmanager
def progress(dataset_id: str) -> Iterator[Callable[[int], None]]:
    """A line that counts rows, on a terminal only."""
    with make_console(stderr=True).status(f"landing {dataset_id}") as status:
        yield lambda rows: status.update(f"landing {dataset_id}: {rows:,} rows")


def show_landed(landed: Landed, is_look: bool = False) -> None:
    console, found = make_console(), landed.metadata
    files = len(found["files"])
    formats = ", ".join(dict.fromkeys(landed.formats))
    landing = "would land" if is_look else "landed"
    console.print(
        f"{found['dataset_id']}: {landing} {found['row_count']:,} rows "
        f"from {files} {'file' if files == 1 else 'files'} ({formats})"
    )
    facts = Table.grid(padding=(0, 2))
    for name, field in (("prompt", "prompt_field"), ("answer", "answer_field")):
        facts.add_row("", name, shown(found[field] or "none found"))
    facts.add_row("", "source", shown(found["source_field"] or "none"))
    facts.add_row("", "rejected", rejects_of(landed) or "none")
    facts.add_row("", "wrapper", wrapper_of(landed) or "none found")
    for note in found["notes"]:
        facts.add_row("", "note", shown(note, 300))
    for number, (prompt, answer, label) in enumerate(landed.examples, start=1):
        facts.add_row("", f"row {number}", shown(prompt))
        facts.add_row("", "", f"answer: {shown(answer, 80) if answer else 'none'}")
        if label:
            facts.add_row("", "", f"source: {shown(label, 80)}")
    console.print(facts)
    console.print(next_step(landed, is_look))


def next_step(landed: Landed, is_look: bool) -> str:
    if not is_look:
        return "next: atlas build"
    return (
        "nothing is landed yet; if this is right, say the same with "
        f"--dataset {landed.metadata['dataset_id']} --role train --released YYYY-MM-DD; "
        "else name --prompt, --answer or --source"
    )


def rejects_of(landed: Landed) -> str:
    return ", ".join(f"{count:,} {reason}" for reason, count in landed.rejects.most_common())


def wrapper_of(landed: Landed) -> str:
    """The texts that will be cut off, and how many prompts carry them."""
    found = landed.metadata
    parts = [
        f"{side} “{shown(found[key], 100)}”"
        for side, key in (("prefix", "wrapper_prefix"), ("suffix", "wrapper_suffix"))
        if found[key]
    ]
    return " and ".join(parts) + (f" ({found['wrapper_share']:.1%})" if parts else "")
