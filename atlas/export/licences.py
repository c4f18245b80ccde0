"""What may be done with the rows: the strictest licence of each row's measured ancestry."""

import csv
from collections import Counter
from pathlib import Path
from typing import Literal, get_args

from atlas.home import SEEDS

# As strict as in seeds/licences.csv, the freest first.
LicenceClass = Literal["permissive", "copyleft", "non_commercial", "no_derivatives", "unknown"]
CLASSES = get_args(LicenceClass)


def at_most(rows: list[dict], strictest: str) -> list[dict]:
    """The rows whose ancestry is no stricter than this class."""
    allowed = CLASSES[: CLASSES.index(strictest) + 1]
    return [row for row in rows if row["extra_info"]["licence_class"] in allowed]


def licence_table(rows: list[dict]) -> list[dict]:
    """One row per licence and the dataset that brings it in, the most frequent first."""
    counted = Counter(
        tuple(
            row["extra_info"][name] for name in ("licence", "licence_class", "licence_dataset_id")
        )
        for row in rows
    )
    return [
        {
            "licence": licence,
            "licence_class": licence_class,
            "strictest_ancestor": dataset_id,
            "rows": count,
        }
        for (licence, licence_class, dataset_id), count in sorted(
            counted.items(), key=lambda one: (-one[1], one[0])
        )
    ]


def strictest_licence(rows: list[dict]) -> tuple[str, str]:
    """Licence and class of the whole: as strict as its strictest row."""
    named = {(row["extra_info"]["licence_class"], row["extra_info"]["licence"]) for row in rows}
    licence_class, licence = max(named, key=lambda one: (CLASSES.index(one[0]), one[1]))
    return licence, licence_class


def hub_name(licence: str) -> str:
    """The hub's word for a licence: its own spelling where the seed has one, else other."""
    with (SEEDS / "licences.csv").open(encoding="utf-8", newline="") as file:
        spellings = {
            row["spdx"]: row["licence"]
            for row in csv.DictReader(file)
            if row["evidence"].startswith("spelling of the hub")
        }
    return "unknown" if licence == "NOASSERTION" else spellings.get(licence, "other")


def write_licences(path: Path, rows: list[dict]) -> None:
    table = licence_table(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        lines.writeheader()
        lines.writerows(table)
