"""The command `atlas fetch`: registered datasets from the Hugging Face hub."""

import logging
import re
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Annotated

import typer

from atlas.completion import registered_datasets
from atlas.console import make_console
from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell

DATA_FILE = re.compile(r".*\.(parquet|jsonl?|ndjson|csv|tsv|arrow)(\.(gz|zst|zip))?")
NOT_DATA = {"dataset_info.json", "dataset_infos.json", "state.json"}


def fetch(
    datasets: Annotated[
        list[str],
        typer.Argument(help="Ids in the registry.", autocompletion=registered_datasets),
    ],
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Download registered datasets at their pinned revision, or else the newest, and land them.

    A download that was interrupted goes on where it stopped.

    Example: atlas fetch deepmath_103k open_rs
    """
    from atlas.landing import show  # noqa: PLC0415  (pyarrow takes its time)
    from atlas.landing.dataset import Dataset  # noqa: PLC0415
    from atlas.landing.land import land  # noqa: PLC0415
    from atlas.landing.registry import completed, registry  # noqa: PLC0415

    place = Home.find(home)
    rows = {
        dataset_id: fetchable(dataset_id, registry().get(dataset_id)) for dataset_id in datasets
    }
    hub, talk, landed = import_hub(), make_console(stderr=True), []
    try:
        for dataset_id, row in rows.items():
            with show.progress(dataset_id) as on_progress:
                files, revision = download(hub, row, place.make_folder(place.downloads))
                dataset = Dataset(dataset_id, files, notes=[f"fetched at revision {revision}"])
                landed.append(land(completed(dataset), place, on_progress).facts)
            if not row["revision"]:
                talk.print(
                    f"{dataset_id}: the registry pins no revision, "
                    f"so this is the newest, {revision}"
                )
    finally:  # what came before a failure is landed, and said
        if landed:
            tell({"is_landed": True, "datasets": landed}, format, show.show_landing)


def fetchable(dataset_id: str, row: dict[str, str] | None) -> dict[str, str]:
    if row is None:
        raise UserError(
            f"{dataset_id} is not registered; add a row to seeds/dataset_registry.csv, "
            "or download it and use atlas land"
        )
    if not row["hub_id"]:
        place = row.get("repository") and f" from {row['repository']} ({row['repository_path']})"
        raise UserError(f"{dataset_id} has no hub id; download it{place or ''} and use atlas land")
    return row


def import_hub() -> ModuleType:
    try:
        import huggingface_hub  # noqa: PLC0415
    except ImportError:
        raise UserError(
            "atlas fetch needs the package huggingface-hub; run: pip install huggingface-hub"
        ) from None
    # It tells of every retry; one line of ours says how it ended.
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    return huggingface_hub


def download(hub: ModuleType, row: dict[str, str], folder: Path) -> tuple[list[Path], str]:
    """The dataset's files and the revision they are of."""
    hub_id, revision = row["hub_id"], row["revision"]
    try:
        api = hub.HfApi()
        revision = revision or api.dataset_info(hub_id).sha
        names = api.list_repo_files(hub_id, repo_type="dataset", revision=revision)
        wanted = files_of_split(names, row)
        return [
            Path(
                hub.hf_hub_download(
                    hub_id, name, repo_type="dataset", revision=revision, cache_dir=folder
                )
            )
            for name in wanted
        ], revision
    except UserError:
        raise
    except Exception as error:  # the hub's errors differ between versions: told by their names
        raise UserError(explained(type(error).__name__, row)) from error


def explained(error: str, row: dict[str, str]) -> str:
    hub_id = row["hub_id"]
    if error == "GatedRepoError":
        return f"{hub_id} is gated; ask for access on its page, then log in with: hf auth login"
    if error == "RepositoryNotFoundError":
        return f"{hub_id} is not on the hub (any more); land a copy of its files with atlas land"
    if error == "RevisionNotFoundError":
        return f"{hub_id} has no revision {row['revision']} (any more); correct the registry"
    return (
        f"{hub_id} cannot be downloaded ({error}); "
        "try again when the hub can be reached, or land a copy of its files with atlas land"
    )


def files_of_split(names: list[str], row: dict[str, str]) -> list[str]:
    """The files the registry names, else those whose path tells the split."""
    data = sorted(
        name
        for name in names
        if DATA_FILE.fullmatch(name.lower()) and PurePosixPath(name).name not in NOT_DATA
    )
    named = [name for name in row["files"].split(";") if name]
    if named and set(named) <= set(data):
        return named
    splits = [re.escape(split) for split in re.split(r"[+,;]", row["split"]) if split]
    of_split = [
        name
        for name in data
        if splits and re.search(rf"(^|[/_.-])({'|'.join(splits)})[/_.-]", name)
    ]
    chosen = of_split or (data if len(data) == 1 else [])
    folders = {str(PurePosixPath(name).parent) for name in chosen}
    if not chosen or len(folders) > 1:
        raise UserError(
            f"{row['hub_id']} does not tell which files are the split {row['split']!r}; write "
            "folder/split in the column split of the registry, or the files in the column files "
            f"(it has: {', '.join((chosen or data)[:10])})"
        )
    return chosen
