"""What a shell offers behind Tab. Whatever goes wrong, it offers nothing."""

import typer

from atlas.errors import UserError
from atlas.home import Home


def home_of(context: typer.Context) -> Home:
    return Home.find(context.params.get("home"))


def landed_datasets(context: typer.Context, incomplete: str) -> list[str]:
    """By the files that are landed: quick, and right before the first build."""
    try:
        return [name for name in landed_ids(home_of(context)) if name.startswith(incomplete)]
    except (UserError, OSError):
        return []


def landed_ids(home: Home) -> list[str]:
    return sorted(file.stem for file in home.landed.glob("*.parquet") if file.stem != "_empty")


def registered_datasets(incomplete: str) -> list[str]:
    ids = column_of_seed("dataset_registry", "dataset_id")
    return [name for name in ids if name.startswith(incomplete)]


def curation_pools() -> list[str]:
    return column_of_seed("curation_pools", "pool_id")


def column_of_seed(seed: str, column: str) -> list[str]:
    import csv  # noqa: PLC0415

    from atlas.home import SEEDS  # noqa: PLC0415

    with (SEEDS / f"{seed}.csv").open(encoding="utf-8", newline="") as rows:
        return [row[column] for row in csv.DictReader(rows)]


def attached_indexes(context: typer.Context, incomplete: str) -> list[str]:
    from atlas.index.attach import attached  # noqa: PLC0415

    return [name for name in attached(home_of(context)) if name.startswith(incomplete)]


def public_columns(incomplete: str) -> list[str]:
    """table.column of marts, from the descriptions."""
    import yaml  # noqa: PLC0415

    from atlas.home import PROJECT  # noqa: PLC0415

    text = (PROJECT / "models/marts/_marts.yml").read_text(encoding="utf-8")
    names = [
        f"marts.{model['name']}.{column['name']}"
        for model in yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["models"]
        for column in model["columns"]
    ]
    return [name for name in names if name.startswith(incomplete)]
