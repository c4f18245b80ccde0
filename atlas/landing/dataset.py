"""What is known about a dataset before its files are read."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from atlas.errors import UserError

DATASET_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
ROLES = ("train", "benchmark")
DOMAINS = ("math", "code", "other")


@dataclass
class Dataset:
    """One dataset to land. A field of None is found by itself, an empty one does not exist."""

    dataset_id: str
    files: list[Path]
    role: str | None = None
    released: str | None = None
    released_basis: str | None = None
    domain: str | None = None
    hub_id: str | None = None
    licence: str | None = None
    benchmark_family: str | None = None
    prompt: str | None = None
    answer: str | None = None
    source: str | None = None
    fields_are_hints: bool = False  # from prose: a field that leads nowhere is found by itself
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        check_dataset_id(self.dataset_id)
        if self.role is not None and self.role not in ROLES:
            raise UserError(f"role {self.role!r} is unknown; say train or benchmark")
        if self.domain is not None and self.domain not in DOMAINS:
            self.notes.append(f"domain {self.domain!r} counts as other; math and code are known")
            self.domain = "other"
        parse_released(self.released)


def check_dataset_id(dataset_id: str) -> None:
    if not DATASET_ID.fullmatch(dataset_id):
        raise UserError(
            f"dataset id {dataset_id[:120]!r} cannot be used; "
            "take up to 100 of a-z, 0-9, _ . and -, the first a letter or digit"
        )


def parse_released(text: str | None) -> tuple[date | None, str | None]:
    """The first day of the day, month or year given, with that precision."""
    if text is None:
        return None, None
    if text.strip().lower() in ("unknown", ""):
        return None, "unknown"
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text.strip())
    try:
        released = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        released = None
    if released is None:
        raise UserError(f"release date {text!r} is no date; write YYYY-MM-DD, or unknown")
    if released > date.today() + timedelta(days=1):
        raise UserError(f"release date {text} lies in the future; check it, or write unknown")
    return released, "day" if match[3] else "month" if match[2] else "year"
