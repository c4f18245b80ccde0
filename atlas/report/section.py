"""What a section of the report is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "count", "share", "number", "date", "flag"]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Column:
    """A column of a table: the key in the rows, the words above it, and what its values are."""

    key: str
    title: str
    kind: Kind = "text"
    is_tinted: bool = False  # the cell is shaded by its value, which lies from 0 to 1


@dataclass(frozen=True)
class Table:
    title: str
    columns: list[Column]
    rows: Rows
    is_open: bool = False


@dataclass(frozen=True)
class Key:
    """A line of a legend; the legends are HTML, which breaks into lines on a phone."""

    words: str
    colour: str
    shape: Literal["square", "circle", "diamond", "triangle", "cross", "line", "dashes"] = "square"


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification; `about` says in one sentence what it shows to who cannot see."""

    name: str
    spec: dict[str, Any]
    about: str
    legend: list[Key] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """`lead` are sentences above the chart, `nothing` says why there is none.

    `part` names the macro of the template that draws what is no chart or table, from `facts`;
    `data` is handed to the script of the page as JSON.
    """

    id: str
    title: str
    lead: list[str]
    charts: list[Chart] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    nothing: str | None = None
    part: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    data: Any = None


def filled(columns: list[Column], rows: Rows) -> list[Column]:
    """The columns that say something about some row."""
    return [one for one in columns if any(row[one.key] is not None for row in rows)]


def formatted(value: Any, kind: Kind) -> str:
    """A value as people read it; a dash where there is none."""
    if value is None:
        return "–"
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "count":
        return f"{value:,}"
    if kind == "share":
        return percent(value)
    return f"{value:.3f}" if kind == "number" else str(value)


def percent(share: float) -> str:
    """Never 0 % for something and never 100 % for not everything."""
    if 0 < share < 0.001:
        return "< 0.1\u00a0%"
    if 0.999 < share < 1:
        return "> 99.9\u00a0%"
    return f"{100 * share:.0f}\u00a0%" if share in (0, 1) else f"{100 * share:.1f}\u00a0%"


def listed(words: Iterable[str], most: int = 8) -> str:
    """Words with commas; what is over `most` is only counted."""
    words = list(words)
    rest = [f"{len(words) - most:,} more"] if len(words) > most else []
    return ", ".join(words[:most] + rest)
