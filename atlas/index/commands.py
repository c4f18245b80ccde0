"""The commands `atlas index export`, `attach`, `list` and `detach`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from atlas.completion import attached_indexes, landed_datasets
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell

app = typer.Typer(
    no_args_is_help=True,
    help="""Trace a file without holding everybody's text.

    An index holds keys, MinHash signatures and hashes of the prompts of a warehouse, never their
    text. Attached, it is consulted by the next build: equal texts and near copies are found, with
    the datasets, sources and benchmarks they stand in. What was reworded or translated, and whether
    answers agree, needs the text.

    Example: atlas index attach published.parquet
    """,
)


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="File to write.")],
    datasets: Annotated[
        list[str] | None,
        typer.Argument(help="Datasets to index; all unless told.", autocompletion=landed_datasets),
    ] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Write an index of the warehouse's datasets.

    Example: atlas index export --out published.parquet
    """
    from atlas.console import make_console  # noqa: PLC0415
    from atlas.index.export import export_index  # noqa: PLC0415
    from atlas.warehouse import open_read_only  # noqa: PLC0415

    with (
        open_read_only(Home.find(home), "set schema = 'marts'") as connection,
        make_console(stderr=True).status("writing the index"),
    ):
        dataset_count, prompt_count = export_index(connection, datasets or [], out)
    facts = {
        "file": str(out),
        "datasets": dataset_count,
        "prompts": prompt_count,
        "bytes": out.stat().st_size,
    }
    tell(facts, format, show_exported)


def show_exported(facts: dict[str, Any]) -> None:
    print(
        f"{facts['file']}: {facts['datasets']:,} datasets, {facts['prompts']:,} prompts, "
        f"{facts['bytes'] / 1e6:,.1f} MB, no text"
    )


@app.command()
def attach(
    file: Annotated[Path, typer.Argument(help="Index file.")],
    name: Annotated[str | None, typer.Option(help="Name here (default: the file's).")] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Have the next builds consult an index. The same name again replaces it.

    Example: atlas index attach published.parquet
    """
    from atlas.index.attach import attach_index  # noqa: PLC0415

    tell(attach_index(Home.find(home), file, name), format, show_attached)


def show_attached(index: dict[str, Any]) -> None:
    print(f"attached {in_words(index)}")
    print("next: atlas build")


@app.command("list")
def list_indexes(format: FormatOption = "text", home: HomeOption = None) -> None:
    """List the attached indexes.

    Example: atlas index list --format json
    """
    from atlas.index.attach import attached, described  # noqa: PLC0415

    place = Home.find(home)
    tell([described(place, name) for name in attached(place)], format, show_list)


def show_list(indexes: list[dict[str, Any]]) -> None:
    for index in indexes:
        print(in_words(index))
    if not indexes:
        print("no index is attached")


def in_words(index: dict[str, Any]) -> str:
    return f"{index['name']}: {len(index['datasets']):,} datasets, made {index['made_at']}"


@app.command()
def detach(
    name: Annotated[
        str, typer.Argument(help="Name of the index.", autocompletion=attached_indexes)
    ],
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Consult an index no longer.

    Example: atlas index detach published
    """
    from atlas.index.attach import detach_index  # noqa: PLC0415

    detach_index(Home.find(home), name)
    tell({"detached": name}, format, show_detached)


def show_detached(facts: dict[str, str]) -> None:
    print(f"detached {facts['detached']}; the next build forgets it")
