"""The figures of the demo world, which must never change unnoticed.

    python tests/python/pinned_figures.py [FOLDER]

writes pinned_figures.csv anew from a home that holds the built demo world (default: ATLAS_HOME).
"""

import csv
import sys
from pathlib import Path

from atlas.home import Home
from atlas.warehouse import open_warehouse, select

FILE = Path(__file__).with_suffix(".csv")


def figures(home: Home) -> list[dict[str, str]]:
    with open_warehouse(home) as connection:
        found = select(connection, "from figures order by all")
    return [{**row, "value": f"{row['value']:.6g}"} for row in found]


def pinned() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    rows = figures(Home.find(sys.argv[1] if len(sys.argv) > 1 else None))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
