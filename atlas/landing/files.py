"""The files of a dataset: those that hold rows, and those about it, which are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from atlas.errors import UserError
from atlas.landing.fields import Field
from atlas.landing.readers import RawFile, open_raw, read_content
from atlas.landing.refusals import Packed, UnknownFormat
from atlas.landing.streams import Content

LOOKED_AT = 20  # rows of an object


def open_files(paths: list[Path]) -> tuple[list[RawFile], list[str]]:
    """The files that can be read, and notes on the others; UserError where none can be."""
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
            aside.append(str(error).split("; ")[0])
    if not opened:
        raise UserError(f"no file holds rows ({'; '.join(aside[:3])}); name the data files")
    return opened, [f"left out: {reason}" for reason in aside]


def with_rows(files: list[RawFile], prompt: Field) -> tuple[list[RawFile], list[str]]:
    """The files, and the members of archives, but for objects about the data; notes on those."""
    about = [
        content for file in files for content in file.contents if is_about_data(content, prompt)
    ]
    if not about or len(about) == sum(len(file.contents) for file in files):
        return files, []
    kept = [
        replace(file, contents=[one for one in file.contents if one not in about]) for file in files
    ]
    names = [content.member or content.path.name for content in about]
    notes = [f"left out: {name} is an object without a prompt" for name in names]
    return [file for file in kept if file.contents], notes


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


def is_about_data(content: Content, prompt: Field) -> bool:
    """An object that holds no prompt: settings, a description, counts of rows."""
    form, rows = read_content(content, None)
    return form == "JSON object" and not any(map(prompt.resolves, islice(rows, LOOKED_AT)))
