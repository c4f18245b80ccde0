"""The commands `atlas index export`, `attach`, `list` and `detach`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from atlas.completion import attached_indexes, landed_datasets
from atlas.home import Home, HomeOption

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
    size = out.stat().st_size / 1e6
    print(f"{out}: {dataset_count:,} datasets, {prompt_count:,} prompts, {size:,.1f} MB, no text")


@app.command()
def attach(
    file: Annotated[Path, typer.Argument(help="Index file.")],
    name: Annotated[str | None, typer.Option(help="Name here (default: the file's).")] = None,
    home: HomeOption = None,
) -> None:
    """Have the next builds consult an index. The same name again replaces it.

    Example: atlas index attach published.parquet
    """
    from atlas.index.attach import attach_index  # noqa: PLC0415

    described = attach_index(Home.find(home), file, name)
    count = len(described["datasets"])
    print(f"attached {described['name']}: {count:,} datasets, made {described['made_at']}")
    print("next: atlas build")


@app.command("list")
def list_indexes(
    format: Annotated[Literal["table", "json"], typer.Option(help="table or json.")] = "table",
    home: HomeOption = None,
) -> None:
    """List the attached indexes.

    Example: atlas index list --format json
    """
    from atlas.index.attach import attached, description_of  # noqa: PLC0415
    from atlas.query_output import as_json  # noqa: PLC0415

    place = Home.find(home)
    found = [
        {"name": name, **description_of(place.indexes / f"{name}.parquet")}
        for name in attached(place)
    ]
    if format == "json":
        print(as_json(found))
    for one in found if format == "table" else []:
        print(f"{one['name']}: {len(one['datasets']):,} datasets, made {one['made_at']}")
    if not found and format == "table":
        print("no index is attached")


@app.command()
def detach(
    name: Annotated[
        str, typer.Argument(help="Name of the index.", autocompletion=attached_indexes)
    ],
    home: HomeOption = None,
) -> None:
    """Consult an index no longer.

    Example: atlas index detach published
    """
    from atlas.index.attach import detach_index  # noqa: PLC0415

    detach_index(Home.find(home), name)
    print(f"detached {name}; the next build forgets it")
