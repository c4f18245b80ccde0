"""What a check found, on the screen."""

from pathlib import Path

from rich.table import Table

from atlas.check.checked import Checked
from atlas.check.run import Outcome
from atlas.console import make_console, shown


def show(checked: Checked, report: Path) -> None:
    console = make_console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("suite", "of"):
        table.add_column(name)
    for name in ("claims", "fail", "warnings"):
        table.add_column(name, justify="right")
    for suite, outcomes in checked.suites.items():
        counts = (len(outcomes), *(count(outcomes, state) for state in ("fails", "warning")))
        table.add_row(suite, shown(parts_in_words(outcomes), 80), *map("{:,}".format, counts))
    console.print(table)
    for note in checked.notes:
        console.print(shown(note, 300))
    if checked.worst:
        console.print("\nworst")
    for outcome in checked.worst:
        console.print(f"  {outcome.state}: {outcome.in_words}")
    console.print(f"\nquality report: {shown(str(report), 300)}")


def count(outcomes: list[Outcome], state: str) -> int:
    return sum(outcome.state == state for outcome in outcomes)


def parts_in_words(outcomes: list[Outcome]) -> str:
    parts = list(dict.fromkeys(outcome.part for outcome in outcomes))
    more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
    return ", ".join(parts[:3]) + more
