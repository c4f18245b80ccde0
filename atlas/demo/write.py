"""Writes the demo world: raw files as publishers would, a catalog, and the truth beside them."""

import csv
import hashlib
import json
from pathlib import Path

from atlas.demo.dataset import DATASETS, World
from atlas.demo.truth import TRUTH
from atlas.demo.world import SEED, make_world


def write_world(folder: Path, seed: int = SEED) -> World:
    """Fills the folder with <dataset>/<files>, catalog.csv and truth/<table>.csv."""
    world = make_world(seed)
    for name in world.rows:
        (folder / name).mkdir(parents=True, exist_ok=True)
        DATASETS[name].layout.write(folder / name, records(world, name))
    write_table(folder / "catalog.csv", catalog(world))
    (folder / "truth").mkdir(exist_ok=True)
    for name, table in TRUTH.items():
        write_table(folder / "truth" / f"{name}.csv", table(world))
    return world


def records(world: World, name: str) -> list[dict]:
    spec = DATASETS[name]
    return [
        spec.layout.record(row_number, spec.wrapped(row), row.answer, row.label)
        for row_number, row in enumerate(world[name])
    ]


def catalog(world: World) -> list[dict]:
    """One row per dataset, with the registry's columns."""
    return [
        {
            "dataset_id": name,
            "role": spec.role,
            "domain": spec.domain,
            "hub_id": "",
            "split": "test" if spec.role == "benchmark" else "train",
            "files": ";".join(spec.layout.files),
            "prompt_field": spec.layout.prompt_field,
            "answer_field": spec.layout.answer_field,
            "source_field": spec.layout.source_field,
            "row_filter": "",
            "answer_rule": "none" if spec.domain == "code" else "as_is",
            "licence": spec.licence,
            "released_on": spec.released_on,
            "released_precision": "day" if spec.released_on else "unknown",
            "released_basis": "publication" if spec.released_on else "unknown",
            "revision": "",
            "benchmark_family": spec.benchmark_family,
            "is_synthetic": str(spec.is_synthetic).lower(),
            "reason": spec.shows,
            "evidence": "atlas/demo/world.py",
        }
        for name, spec in ((name, DATASETS[name]) for name in world.rows)
    ]


def digest(world: World) -> str:
    """SHA-256 of all that is published and true, whatever library wrote the files."""
    content = {name: records(world, name) for name in world.rows}
    truth = {name: table(world) for name, table in TRUTH.items()}
    text = json.dumps([content, catalog(world), truth], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def write_table(path: Path, rows: list[dict]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0], lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
