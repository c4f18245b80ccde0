"""Writing the landed Parquet file of a dataset, whole or not at all."""

import fcntl
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.landing.landed_schema import LANDED_SCHEMA

TEXT_COLUMNS = LANDED_SCHEMA.names[3:]
GROUP_ROWS = 50_000
GROUP_CHARACTERS = 64 << 20
STALE_SECONDS = 60  # a writer takes its lock at once


class LandedWriter:
    """Rows go to a hidden file; only `publish` gives it its name (one atomic rename)."""

    def __init__(self, target: Path) -> None:
        self.target = target
        remove_stale(target.parent)
        handle, self.temporary = hidden_file(target.parent)
        self.file = os.fdopen(handle, "wb")
        self.writer = pq.ParquetWriter(self.file, LANDED_SCHEMA, compression="zstd")
        self.row_number = self.characters = self.flushed_characters = 0
        self.repaired_texts = 0
        self.start_file("", "")

    def start_file(self, name: str, sha256: str) -> None:
        if self.row_number:
            self.flush()
        self.file_name, self.file_sha256 = name, sha256
        self.columns: list[list[str | None]] = [[] for _ in TEXT_COLUMNS]

    def add(self, *texts: str | None) -> None:
        """One row: prompt, answer, source label, reject reason, record."""
        for column, text in zip(self.columns, texts, strict=True):
            column.append(text)
            self.characters += len(text) if text else 0
        self.row_number += 1
        waiting = self.characters - self.flushed_characters
        if len(self.columns[0]) >= GROUP_ROWS or waiting >= GROUP_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        count = len(self.columns[0])
        if not count:
            return
        first = self.row_number - count
        self.writer.write_table(
            pa.table(
                [
                    pa.array(range(first, self.row_number), pa.int64()),
                    pa.repeat(clean(self.file_name), count),
                    pa.repeat(self.file_sha256, count),
                    *map(self.text_array, self.columns),
                ],
                schema=LANDED_SCHEMA,
            )
        )
        self.columns = [[] for _ in TEXT_COLUMNS]
        self.flushed_characters = self.characters

    def text_array(self, texts: list[str | None]) -> pa.Array:
        try:
            return pa.array(texts, pa.string())
        except UnicodeEncodeError:
            cleaned = [text and clean(text) for text in texts]
            self.repaired_texts += sum(
                before != after for before, after in zip(texts, cleaned, strict=True)
            )
            return pa.array(cleaned, pa.string())

    def publish(self, metadata: dict[str, Any]) -> None:
        described = clean(json.dumps(metadata, ensure_ascii=False))
        self.writer.add_key_value_metadata({"atlas": described})
        self.writer.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self.temporary.chmod(0o644)
        os.replace(self.temporary, self.target)

    def __enter__(self) -> "LandedWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.temporary.unlink(missing_ok=True)
        with suppress(OSError, pa.ArrowException):
            self.writer.close()
        with suppress(OSError):  # on a full disk even closing fails
            self.file.close()


def clean(text: str) -> str:
    """Text that UTF-8 can hold: what it cannot hold becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def hidden_file(folder: Path) -> tuple[int, Path]:
    """A new file, open and locked for as long as its writer lives."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".partial")
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle, Path(name)


def remove_stale(folder: Path) -> None:
    """What killed landings left behind."""
    for left in folder.glob(".*.partial"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its writer lives
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()
