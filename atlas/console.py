"""Printing: colours only on a terminal, and nothing from a data file reaches it raw."""

import sys
from typing import Any

from rich.console import Console

PIPED_WIDTH = 200
NO_SOURCE = "none"  # of a row without an atomic source, as its attribution method says
DATE_LENGTH = {"year": 4, "month": 7}  # of YYYY-MM-DD


class PipedConsole(Console):
    """Fills no line with spaces where it is not for a terminal.

    Leaves a reader that went away (`atlas ... | head`) to `atlas.cli`.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        if self.is_terminal:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        self.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def make_console(stderr: bool = False) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return PipedConsole(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def shown(text: str, length: int = 160) -> str:
    """One harmless line of a text from a data file: no control characters, cut to a length."""
    line = " ".join(text[: 4 * length].split())
    line = "".join(character if character.isprintable() else "\ufffd" for character in line)
    return line if len(line) <= length else line[: length - 1] + "…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 row`, `2,000 rows`; `many` where the plural is not made with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def released(dataset: dict[str, Any]) -> str | None:
    """When, as far as it is known: `2025-05` where that is the month."""
    day = dataset["released_on"]
    return day and str(day)[: DATE_LENGTH.get(dataset["released_precision"])]
