"""The registry seed, read without a warehouse."""

import csv
from functools import cache

from atlas.errors import UserError
from atlas.home import SEEDS
from atlas.landing.dataset import Dataset


@cache
def registry() -> dict[str, dict[str, str]]:
    """dataset_id -> row of seeds/dataset_registry.csv (empty where there is no seed)."""
    path = SEEDS / "dataset_registry.csv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["dataset_id"]: row for row in csv.DictReader(file)}


def completed(dataset: Dataset) -> Dataset:
    """Fields nobody gave come from the registry; an unregistered dataset needs role and date."""
    row = registry().get(dataset.dataset_id)
    if row:
        dataset.prompt = dataset.prompt or row["prompt_field"] or None
        dataset.answer = dataset.answer or row["answer_field"] or None
        dataset.source = dataset.source or row["source_field"]
        return dataset
    if not dataset.role:
        raise UserError(f"{dataset.dataset_id} is not registered; add --role train or benchmark")
    if not dataset.released:
        raise UserError(
            f"{dataset.dataset_id} is not registered; add --released YYYY-MM-DD, or unknown"
        )
    return dataset
