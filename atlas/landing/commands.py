"""The commands `atlas land` and `atlas unland`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from atlas.completion import landed_datasets, registered_datasets
from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def land(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Raw files of one dataset, or their folder.")
    ] = None,
    dataset: Annotated[
        str | None,
        typer.Option(help="Id of the dataset.", autocompletion=registered_datasets),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(help="train or benchmark.", autocompletion=lambda: ["train", "benchmark"]),
    ] = None,
    released: Annotated[
        str | None, typer.Option(help="YYYY-MM-DD, YYYY-MM, YYYY or unknown.")
    ] = None,
    domain: Annotated[str | None, typer.Option(help="math, code or other.")] = None,
    hub_id: Annotated[str | None, typer.Option(help="Id on the Hugging Face hub.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence as published.")] = None,
    prompt: Annotated[str | None, typer.Option(help="Field of the prompt.")] = None,
    answer: Annotated[str | None, typer.Option(help="Field of the answer.")] = None,
    source: Annotated[str | None, typer.Option(help="Field of the source label.")] = None,
    catalog: Annotated[Path | None, typer.Option(help="CSV file of many datasets.")] = None,
    root: Annotated[
        Path | None, typer.Option(help="Folder of the catalog's files (default: beside it).")
    ] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> int:
    """Land raw files (Parquet, JSON, JSON lines, CSV, Arrow; plain, .gz, .zst or .zip).

    Fields are found by themselves unless named: problem, prompt[-1].content, *.question,
    body + " " + question, answer or solution. Landing an id again replaces it.

    Without --dataset nothing is landed: what would be is shown.

    Example: atlas land train.parquet

    Example: atlas land train.parquet --dataset my_set --role train --released 2025-03-17

    Example: atlas land --catalog catalog.csv --root /data
    """
    from atlas.landing import show  # noqa: PLC0415  (pyarrow takes its time)
    from atlas.landing.dataset import Dataset  # noqa: PLC0415
    from atlas.landing.land import land as land_dataset  # noqa: PLC0415
    from atlas.landing.land_catalog import land_catalog  # noqa: PLC0415
    from atlas.landing.registry import completed  # noqa: PLC0415

    place = Home.find(home)
    if catalog:
        if files or dataset:
            raise UserError("--catalog lands many datasets; leave out FILE and --dataset")
        facts = land_catalog(catalog, root or catalog.parent, place)
        tell(facts, format, show.show_catalog)
        return 1 if facts["failed"] else 0
    if not files:
        raise UserError("name the files and the dataset: atlas land FILE... --dataset ID")
    is_look = dataset is None
    described = completed(
        Dataset(
            dataset_id=dataset or id_of(files[0]),
            files=files,
            role=role or ("train" if is_look else None),
            released=released or ("unknown" if is_look else None),
            domain=domain,
            hub_id=hub_id,
            licence=licence,
            prompt=prompt,
            answer=answer,
            source=source,
            # A file may by chance be named like a registered dataset.
            fields_are_hints=is_look and not (prompt or answer or source),
        )
    )
    with look_home(place, is_look) as into, show.progress(described.dataset_id) as on_progress:
        landed = land_dataset(described, into, on_progress)
    tell({"is_landed": not is_look, "datasets": [landed.facts]}, format, show.show_landing)
    return 0


def id_of(file: Path) -> str:
    """An id for a file that has none yet."""
    return re.sub(r"[^a-z0-9_-]+", "_", file.name.split(".")[0].lower()).strip("_-") or "mine"


@contextmanager
def look_home(place: Home, is_look: bool) -> Iterator[Home]:
    """Where to land: for a look only, a folder that goes away."""
    if not is_look:
        yield place
        return
    with TemporaryDirectory() as folder:
        yield Home(Path(folder))


def unland(
    datasets: Annotated[
        list[str],
        typer.Argument(help="Ids of landed datasets.", autocompletion=landed_datasets),
    ],
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Remove landed datasets; the next build forgets them.

    Example: atlas unland my_set
    """
    from atlas.landing.dataset import check_dataset_id  # noqa: PLC0415
    from atlas.landing.show import show_unlanded  # noqa: PLC0415

    place = Home.find(home)
    for dataset_id in datasets:
        check_dataset_id(dataset_id)
        if not place.landed_file(dataset_id).exists():
            raise UserError(f"{dataset_id} is not landed in {place.landed}; check the id")
    for dataset_id in datasets:
        place.landed_file(dataset_id).unlink(missing_ok=True)  # it may be named twice
    tell({"unlanded": list(dict.fromkeys(datasets))}, format, show_unlanded)
