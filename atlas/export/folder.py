"""Writing an export: a folder that is there as a whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas.errors import UserError

MARK = "croissant.json"  # what an earlier export left


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into; it takes the place of `folder` when everything is written."""
    if folder.exists() and not is_replaceable(folder):
        raise UserError(f"{folder} holds something else; name another folder with --out")
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        part.mkdir(parents=True)
        yield part
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
    except OSError as error:
        raise UserError(f"cannot write {folder} ({error.strerror}); check --out") from None
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def is_replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))
