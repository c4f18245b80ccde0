"""Landing one dataset: raw files of any format to one Parquet file, content unchanged."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from atlas.console import shown
from atlas.errors import UserError
from atlas.home import Home
from atlas.landing.choose_fields import Chosen, choose_fields
from atlas.landing.dataset import Dataset, parse_released
from atlas.landing.files import open_files, with_rows
from atlas.landing.readers import RawFile
from atlas.landing.rows import Tally, add_row
from atlas.landing.streams import SMALL_TABLE, Content
from atlas.landing.writer import LandedWriter
from python_udfs.detect_wrapper import Wrapper, detect_wrapper

PROGRESS_STEP = 10_000


@dataclass
class Landed:
    """What was landed, for people to look at."""

    metadata: dict[str, Any]
    formats: list[str]
    tally: Tally

    @property
    def facts(self) -> dict[str, Any]:
        """The metadata of the file, and what is only said: formats, rejected rows, first rows."""
        names = ("prompt", "answer", "source")
        return {
            **self.metadata,
            "formats": list(dict.fromkeys(self.formats)),
            "rejects": dict(self.tally.rejects.most_common()),
            "examples": [dict(zip(names, one, strict=True)) for one in self.tally.examples],
        }


def land(
    dataset: Dataset, home: Home, on_progress: Callable[[int], None] = lambda rows: None
) -> Landed:
    if not dataset.files:
        raise UserError(f"{dataset.dataset_id} has no files; name at least one")
    files, left_out = open_files(dataset.files)
    chosen = choose_fields(dataset, files)
    files, about = with_rows(files, chosen.prompt)
    chosen.notes += left_out + about
    home.make_folder(home.landed)
    tally = Tally()
    with LandedWriter(home.landed_file(dataset.dataset_id)) as writer:
        described = []
        for file in files:
            before, rejected = writer.row_number, tally.rejects.total()
            sha256 = sha256_of(file.path)
            writer.start_file(file.path.name, sha256)
            whole, landed_before = Content(file.path), writer.characters
            for row in file.rows(chosen.columns):
                add_row(writer, tally, chosen, row)
                whole.check_expansion(writer.characters - landed_before, SMALL_TABLE)
                if writer.row_number % PROGRESS_STEP == 0:
                    on_progress(writer.row_number)
            described.append(describe(file, sha256, writer.row_number - before))
            rows = writer.row_number - before
            if 0 < rows == tally.rejects.total() - rejected:
                chosen.notes.append(f"{file.path.name}: all its rows are rejected")
            if not rows and file.notes:
                raise UserError(f"{file.path.name} gave no row ({file.notes[0]}); fetch it again")
        writer.flush()
        if 0 < tally.unreadable == writer.row_number:
            raise UserError(
                f"{files[0].path.name} holds nothing that can be read as {files[0].format} "
                f"({tally.rejects.most_common(1)[0][0]}); check the file"
            )
        chosen.check(writer.row_number)
        if 0 < tally.rejects.total() == writer.row_number:
            raise UserError(no_row(chosen, tally))
        metadata = metadata_of(dataset, chosen, described, writer, tally)
        writer.publish(metadata)
    return Landed(metadata, [file.format for file in files], tally)


def no_row(chosen: Chosen, tally: Tally) -> str:
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in tally.rejects.most_common())
    return (
        f"prompt field {shown(chosen.prompt.expression, 80)!r} gives no row a prompt ({reasons}); "
        f"name another with --prompt (columns: {shown(', '.join(chosen.names), 400) or 'none'})"
    )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(file: RawFile, sha256: str, rows: int) -> dict[str, Any]:
    return {
        "name": file.path.name,
        "sha256": sha256,
        "bytes": file.path.stat().st_size,
        "rows": rows,
        "note": "; ".join(file.notes) or None,
    }


def metadata_of(
    dataset: Dataset,
    chosen: Chosen,
    files: list[dict[str, Any]],
    writer: LandedWriter,
    tally: Tally,
) -> dict[str, Any]:
    released, precision = parse_released(dataset.released)
    wrapper: Wrapper = detect_wrapper(tally.sample.texts)
    notes = [*dataset.notes, *chosen.notes]
    notes += [f"{file['name']}: {file['note']}" for file in files if file["note"]]
    if writer.repaired_texts:
        notes.append(
            f"{writer.repaired_texts:,} texts held what is not UTF-8: it is landed as U+FFFD"
        )
    return {
        "dataset_id": dataset.dataset_id,
        "role": dataset.role,
        "domain": dataset.domain,
        "hub_id": dataset.hub_id,
        "licence": dataset.licence,
        "released_on": released and released.isoformat(),
        "released_precision": precision,
        "released_basis": dataset.released_basis,
        "benchmark_family": dataset.benchmark_family,
        "prompt_field": chosen.prompt.expression,
        "answer_field": chosen.answer and chosen.answer.expression,
        "source_field": chosen.source and chosen.source.expression,
        "wrapper_prefix": wrapper.prefix,
        "wrapper_suffix": wrapper.suffix,
        "wrapper_share": wrapper.share,
        "landed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
        "row_count": writer.row_number,
        "rejected_count": tally.rejects.total(),
        "notes": notes,
    }
