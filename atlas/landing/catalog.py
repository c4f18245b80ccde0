"""Catalogs: CSV files with a line per dataset (or per file) to land."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from atlas.errors import UserError
from atlas.landing.dataset import Dataset
from atlas.landing.fields import parse_field
from atlas.landing.registry import registry

# Other names in use for the registry's columns.
COLUMN_ALIASES = {
    "dataset_id": "slug",
    "files": "file",
    "released_on": "first_release_date",
    "released_basis": "date_basis",
    "hub_id": "upstream",
}
HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def read_catalog(path: Path) -> list[dict[str, str]]:
    """Rows with the registry's column names, lines of one dataset merged."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} cannot be read as a catalog ({error})") from None
    merged: dict[str, dict[str, str]] = {}
    for line in lines:
        row = {name: (value or "").strip() for name, value in line.items() if name}
        for name, alias in COLUMN_ALIASES.items():
            row.setdefault(name, row.get(alias, ""))
        known = merged.setdefault(row["dataset_id"], row)
        if known is not row and row["files"]:
            known["files"] += ";" + row["files"]
    if not lines or not any(merged):
        raise UserError(f"{path} names no datasets; it needs the columns dataset_id and files")
    return list(merged.values())


def dataset_of(row: dict[str, str], root: Path) -> Dataset:
    """A catalog row as a dataset; fields of registered datasets come from the registry."""
    dataset_id = row["dataset_id"]
    registered = registry().get(dataset_id)
    fields = {
        name: registered[f"{name}_field"] if registered else plain_field(row.get(f"{name}_field"))
        for name in ("prompt", "answer", "source")
    }
    dataset = Dataset(
        dataset_id,
        files=[],
        role=row.get("role") or None,
        released=released_of(row),
        released_basis=row.get("released_basis") or None,
        domain=row.get("domain") or None,
        hub_id=row["hub_id"] if HUB_ID.fullmatch(row["hub_id"]) else None,
        licence=row.get("licence") or None,
        benchmark_family=row.get("benchmark_family") or None,
        prompt=fields["prompt"] or None,
        answer=fields["answer"] or None,
        source=fields["source"],
        fields_are_hints=not registered,
    )
    dataset.files = [find_file(root, dataset_id, name) for name in file_names(row)]
    return dataset


def released_of(row: dict[str, str]) -> str | None:
    """The registry writes a month or a year as its first day, with the precision beside it."""
    text, precision = row.get("released_on", ""), row.get("released_precision", "")
    if precision == "unknown":
        return "unknown"
    if not text:
        return None
    return text[: {"year": 4, "month": 7}.get(precision, len(text))]


def file_names(row: dict[str, str]) -> list[str]:
    return [name.strip() for name in row["files"].split(";") if name.strip()]


def find_file(root: Path, dataset_id: str, name: str) -> Path:
    for path in (root / dataset_id / name, root / name):
        if path.is_file():
            if not path.resolve().is_relative_to(root.resolve()):
                raise UserError(f"{name} leads out of {root}; land it by itself, or see --root")
            return path
    raise UserError(f"{name} is neither in {root / dataset_id} nor in {root}; see --root")


def plain_field(text: str | None) -> str:
    """A field as people describe it in a table, in the notation; empty when it says nothing."""
    for candidate in candidates(text or ""):
        try:
            return parse_field(candidate).expression
        except UserError:
            continue
    return ""


def candidates(text: str) -> Iterator[str]:
    if not text.strip():
        return
    filled = re.fullmatch(r"(\w+) with (\w+)N placeholders, values in (\w+)", text)
    if filled:
        yield f'fill({filled[1]}, "{filled[2]}", {filled[3]})'
    text = re.sub(r"\(\s*\+\s*(\w+)\s*\)", r"+ \1", text)  # question (+ options)
    while (bare := re.sub(r"\([^()]*\)|\{[^{}]*\}", " ", text)) != text:  # remarks
        text = bare
    text = re.sub(r"\\boxed\s+in\b", " ", text)
    text = re.sub(r"\s+(after|in the|with)\s.*", "", text)
    text = text.strip().removeprefix("[i]")
    text = re.sub(r"^\w+_N\.", "*.", text)  # Problem_N.question
    if '"' in text:
        yield text
    yield " or ".join(part.strip() for part in re.split(r"[,;/]", text) if part.strip())
