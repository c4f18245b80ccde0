"""Zip archives: the members that can be data, and archives that are something else."""

import re
import struct
import zipfile
from pathlib import Path

from atlas.errors import UserError

MAX_MEMBERS = 1_000
# What zipfile raises where lengths and places in the archive lie.
DAMAGED_ZIP = (OSError, ValueError, OverflowError, struct.error)
# Files that are zip archives: a name in it -> what it is and what to do.
INSIDE = {
    r"^xl/": "a spreadsheet; save it as CSV",
    r"^word/": "a Word file; save its table as CSV",
    r"(^|/)data\.pkl$": "a PyTorch file, which runs code when it is read; save it as JSON lines",
    r"^[^/]*\.npy$": "a numpy archive; save its rows as JSON lines",
}


def zip_members(path: Path) -> list[zipfile.ZipInfo]:
    """Members that can be data. Nothing is extracted, so a name like ../../x does no harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.filename.endswith("/")]
    except (zipfile.BadZipFile, NotImplementedError, *DAMAGED_ZIP):
        raise UserError(f"{path} is a damaged zip file; fetch it again") from None
    for sign, kind in INSIDE.items():
        if any(re.search(sign, member.filename) for member in members):
            raise UserError(f"{path} is {kind} and land that")
    if any(member.flag_bits & 1 for member in members):
        raise UserError(f"{path} is encrypted; unpack it and land what is inside")
    if sum(member.compress_size for member in members) > path.stat().st_size:
        raise UserError(f"{path} holds files that overlap; unpack it yourself if you trust it")
    data = [
        member
        for member in members
        if not member.filename.startswith("__MACOSX/")
        and not Path(member.filename).name.startswith(".")
    ]
    if not data or len(data) > MAX_MEMBERS:
        raise UserError(f"{path} holds {len(data)} files; unpack it and land the data files")
    return data
