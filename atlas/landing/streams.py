"""Files as streams of bytes: plain, .gz, .zst or .zip, with guards against hostile archives."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import zstandard

from atlas.errors import UserError
from atlas.landing.zips import DAMAGED_ZIP, zip_members

CHUNK = 1 << 20
# Published datasets expand up to about 60-fold; a bomb 1,000-fold and more.
MAX_EXPANSION = 200
SMALL_ENOUGH = 100 << 20
SMALL_TABLE = 1 << 30  # Parquet stores a text once for a million rows
READ_AT_ONCE = 16 << 10  # of gzip: what is behind a stream is copied
PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")


@dataclass
class Content:
    """One stream of data: a file, or a member of an archive. `chunks()` may be called again."""

    path: Path
    compression: str = ""
    entry: zipfile.ZipInfo | None = None  # of an archive, in which a name may occur twice
    notes: list[str] = field(default_factory=list)

    @property
    def member(self) -> str | None:
        return self.entry and self.entry.filename

    @cached_property
    def stored(self) -> int:
        """Bytes in the file."""
        return max(self.entry.compress_size if self.entry else self.path.stat().st_size, 1)

    @property
    def name(self) -> str:
        """The name that tells the format: without the compression's own ending."""
        name = (self.member or self.path.name).lower()
        return name.removesuffix(".gz").removesuffix(".zst").removesuffix(".zip")

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes. A cut-off archive gives its leading part and a note."""
        unpacked = 0
        try:
            for chunk in DECOMPRESS[self.compression](self):
                unpacked += len(chunk)
                self.check_expansion(unpacked, SMALL_ENOUGH)
                yield chunk
        except (EOFError, zlib.error, zstandard.ZstdError, zipfile.BadZipFile) as error:
            self.note(f"the archive is cut off or damaged ({error}): its leading part was read")
        except (NotImplementedError, RuntimeError, lzma.LZMAError) as error:
            raise UserError(
                f"{self.path.name} cannot be unpacked ({error}); unpack it yourself"
            ) from None

    def check_expansion(self, unpacked: int, small_enough: int) -> None:
        if unpacked > small_enough and unpacked > MAX_EXPANSION * self.stored:
            raise UserError(
                f"{self.path.name} expands more than {MAX_EXPANSION}-fold; "
                "unpack it yourself if you trust it"
            )

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def start(self, size: int = 4096) -> bytes:
        return next(self.chunks(), b"")[:size]

    def seekable(self) -> Path | io.BytesIO:
        """For formats that are read by position: the file itself, or its unpacked bytes."""
        return io.BytesIO(b"".join(self.chunks())) if self.compression else self.path


def open_contents(path: Path) -> list[Content]:
    """The streams of data in a file: one, except for a zip with several members."""
    if not path.exists():
        raise UserError(f"{path} does not exist; check the name")
    if not path.is_file():
        raise UserError(f"{path} is not a file; name the files of the data")
    with path.open("rb") as file:
        magic = file.read(4)
    if not magic:
        raise UserError(f"{path} is empty (0 bytes); fetch it again")
    if magic == b"PK\x03\x04":
        return [Content(path, "zip", entry) for entry in zip_members(path)]
    if magic[:2] == b"\x1f\x8b":
        return [Content(path, "gz")]
    if magic == b"\x28\xb5\x2f\xfd":
        return [Content(path, "zst")]
    return [Content(path)]


def read_plain(content: Content, size: int = CHUNK) -> Iterator[bytes]:
    with content.path.open("rb") as file:
        while chunk := file.read(size):
            yield chunk


def read_gzip(content: Content) -> Iterator[bytes]:
    inflate = zlib.decompressobj(wbits=31)
    for stored in read_plain(content, READ_AT_ONCE):
        rest = stored
        while rest:
            if inflate.eof:  # several gzip streams one after the other
                inflate = zlib.decompressobj(wbits=31)
            yield inflate.decompress(rest, CHUNK)
            rest = inflate.unconsumed_tail or inflate.unused_data
    while left := inflate.decompress(inflate.unconsumed_tail, CHUNK):
        yield left
    if not inflate.eof:
        raise EOFError("unexpected end")


def read_zstd(content: Content) -> Iterator[bytes]:
    unpack = zstandard.ZstdDecompressor(max_window_size=1 << 30)
    with content.path.open("rb") as file:
        stream = unpack.stream_reader(file, read_across_frames=True)
        while chunk := stream.read(CHUNK):
            yield chunk


def read_zip(content: Content) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(content.path) as archive, archive.open(content.entry) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except DAMAGED_ZIP as error:
        raise zipfile.BadZipFile(str(error)) from None


DECOMPRESS = {"": read_plain, "gz": read_gzip, "zst": read_zstd, "zip": read_zip}
