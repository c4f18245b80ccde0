"""What a check found, on the screen."""

from typing import Any

from rich.table import Table

from atlas.console import make_console, shown


def show(facts: dict[str, Any]) -> None:
    console = make_console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("suite", "of"):
        table.add_column(name)
    for name in ("claims", "fail", "warnings"):
        table.add_column(name, justify="right")
    for suite in facts["suites"]:
        counts = (f"{suite[name]:,}" for name in ("claims", "fails", "warning"))
        table.add_row(suite["suite"], shown(in_words(suite["of"]), 80), *counts)
    console.print(table)
    for note in facts["notes"]:
        console.print(shown(note, 300))
    if facts["worst"]:
        console.print("\nworst")
    for broken in facts["worst"]:
        console.print(f"  {shown(broken, 600)}")
    console.print(f"\nquality report: {shown(facts['report'], 300)}")


def in_words(parts: list[str]) -> str:
    more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
    return ", ".join(parts[:3]) + more
