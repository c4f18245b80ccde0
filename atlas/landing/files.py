"""The files of a dataset: those that hold rows, and those about it, which are left out."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from atlas.errors import UserError
from atlas.landing.fields import parse_field
from atlas.landing.find_fields import find_prompt
from atlas.landing.leaves import sample_leaves
from atlas.landing.readers import RawFile, open_raw
from atlas.landing.refusals import Packed, UnknownFormat


def open_files(paths: list[Path], prompt: str | None) -> tuple[list[RawFile], list[str]]:
    """The files with rows, and notes on the others; UserError where none has rows."""
    opened, aside = [], []
    for path in files_in(paths):
        if is_mark(path):
            aside.append(f"{path.name} is empty")
            continue
        try:
            opened.append(open_raw(path))
        except UnknownFormat as error:
            if isinstance(error, Packed) or paths == [path]:
                raise
            aside.append(str(error))
    if not opened:
        raise UserError(f"no file holds rows ({'; '.join(aside[:3])}); name the data files")
    about = [file for file in opened if len(opened) > 1 and is_about_data(file, prompt)]
    files = [file for file in opened if file not in about] or opened
    if len(files) < len(opened):
        aside += [f"{file.path.name} is one object without a prompt" for file in about]
    return files, [f"left out: {reason}" for reason in aside]


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and all in the folders named but for hidden ones."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file() and not is_hidden(file.relative_to(path))
        ]
        if not inside:
            raise UserError(f"{path} holds no files; name the files of the data")
        yield from inside


def is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def is_mark(path: Path) -> bool:
    """An empty file that only says something by being there, such as .gitkeep or _SUCCESS."""
    return path.name.startswith((".", "_")) and path.is_file() and not path.stat().st_size


def is_about_data(file: RawFile, prompt: str | None) -> bool:
    """One object that holds no prompt: settings, a description, counts of rows."""
    if file.format != "JSON object":
        return False
    rows: list[Any] = list(islice(file.rows(), 2))
    if len(rows) != 1:
        return False
    if prompt and parse_field(prompt).resolves(rows[0]):
        return False
    return find_prompt(sample_leaves(rows)) is None
