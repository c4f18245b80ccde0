"""Writing an export: a folder that is there as a whole or not at all."""

import ctypes
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas.errors import UserError

MARK = "croissant.json"  # what an earlier export left
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # of Linux, as renameat2 wants them


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into; it takes the place of `folder` when everything is written."""
    if folder.exists() and not is_replaceable(folder):
        raise UserError(f"{folder} holds something else; name another folder with --out")
    remove_stale(folder)
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        part.mkdir(parents=True)
        yield part
        if not folder.exists():
            part.rename(folder)
        elif not exchange(part, folder):
            folder.rename(old)
            part.rename(folder)
    except OSError as error:
        raise UserError(f"cannot write {folder} ({error.strerror}); check --out") from None
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def exchange(part: Path, folder: Path) -> bool:
    """Swaps two folders in one step, where the system can: nobody ever finds none there."""
    if folder.is_symlink():
        return False
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return swap(AT_FDCWD, os.fsencode(part), AT_FDCWD, os.fsencode(folder), RENAME_EXCHANGE) == 0


def remove_stale(folder: Path) -> None:
    """What killed exports left behind; an old export whose successor never came is put back."""
    for left in folder.parent.glob(f".{folder.name}.*"):
        process = re.fullmatch(rf"\.{re.escape(folder.name)}\.(\d+)(\.old)?", left.name)
        if process is None or is_alive(int(process[1])):
            continue
        if process[2] and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def is_replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))
