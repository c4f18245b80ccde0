"""Landing one dataset: raw files of any format to one Parquet file, content unchanged."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from atlas.errors import UserError
from atlas.home import Home
from atlas.landing.choose_fields import Chosen, choose_fields
from atlas.landing.dataset import Dataset, parse_released
from atlas.landing.json_text import Unreadable
from atlas.landing.readers import RawFile, open_raw
from atlas.landing.text import as_json, as_published, as_text, is_nan
from atlas.landing.writer import LandedWriter
from python_udfs.detect_wrapper import Wrapper, detect_wrapper

MAX_PROMPT = 10_000_000  # characters; nothing longer is a problem somebody wrote
RECORD_SHOWN = 2_000  # characters kept of a rejected record
WRAPPER_SAMPLE = 5_000  # prompts, drawn evenly over all rows
WRAPPER_TEXT = 50_000  # longer prompts do not take part in the search for a wrapper
PROGRESS_STEP = 10_000


@dataclass
class Landed:
    """What was landed, for people to look at."""

    metadata: dict[str, Any]
    formats: list[str]
    rejects: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def land(
    dataset: Dataset, home: Home, on_progress: Callable[[int], None] = lambda rows: None
) -> Landed:
    if not dataset.files:
        raise UserError(f"{dataset.dataset_id} has no files; name at least one")
    files = [open_raw(path) for path in dataset.files]
    chosen = choose_fields(dataset, files[0])
    home.make_folder(home.landed)
    landed = Landed({}, [file.format for file in files])
    sample = Reservoir(WRAPPER_SAMPLE)
    with LandedWriter(home.landed_file(dataset.dataset_id)) as writer:
        described = []
        for file in files:
            before = writer.row_number
            sha256 = sha256_of(file.path)
            writer.start_file(file.path.name, sha256)
            for row in file.rows(chosen.columns):
                add_row(writer, landed, sample, chosen, row)
                if writer.row_number % PROGRESS_STEP == 0:
                    on_progress(writer.row_number)
            described.append(describe(file, sha256, writer.row_number - before))
            if writer.row_number == before and file.notes:
                raise UserError(f"{file.path.name} gave no row ({file.notes[0]}); fetch it again")
        writer.flush()
        chosen.check(writer.row_number)
        landed.metadata = metadata_of(dataset, chosen, described, writer, landed, sample)
        writer.publish(landed.metadata)
    return landed


def add_row(
    writer: LandedWriter, landed: Landed, sample: "Reservoir", chosen: Chosen, row: Any
) -> None:
    if isinstance(row, Unreadable):
        landed.rejects[row.reason] += 1
        writer.add(None, None, None, row.reason, row.raw[:RECORD_SHOWN])
        return
    value = chosen.prompt(row)
    prompt = as_text(value) if not isinstance(value, str) else value
    answer = chosen.answer and as_published(chosen.answer(row))
    label = chosen.source and as_published(chosen.source(row))
    reason = reject_reason(value, prompt)
    chosen.saw(row, prompt, answer, label)
    if reason:
        landed.rejects[reason] += 1
        kept = prompt if prompt and len(prompt) <= MAX_PROMPT else None
        writer.add(kept, answer, label, reason, record_of(row))
        return
    writer.add(prompt, answer, label, None, None)
    sample.add(prompt)
    if len(landed.examples) < 3:
        landed.examples.append((prompt, answer, label))


def reject_reason(value: Any, prompt: str | None) -> str | None:
    if value is None or is_nan(value):
        return "null_prompt"
    if prompt is None or isinstance(value, int | float):
        return "not_text"
    if not prompt or prompt.isspace():
        return "empty_prompt"
    return "prompt_too_long" if len(prompt) > MAX_PROMPT else None


def record_of(row: Any) -> str:
    try:
        return as_json(row)[:RECORD_SHOWN]
    except (RecursionError, ValueError):
        return str(row)[:RECORD_SHOWN]


class Reservoir:
    """An even sample of a stream of texts; the same stream gives the same sample."""

    def __init__(self, size: int) -> None:
        self.size, self.seen, self.texts = size, 0, []
        self.random = random.Random(0)

    def add(self, text: str) -> None:
        if len(text) > WRAPPER_TEXT:
            return
        self.seen += 1
        if len(self.texts) < self.size:
            self.texts.append(text)
        elif (place := int(self.random.random() * self.seen)) < self.size:
            self.texts[place] = text


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
    landed: Landed,
    sample: Reservoir,
) -> dict[str, Any]:
    released, precision = parse_released(dataset.released)
    wrapper: Wrapper = detect_wrapper(sample.texts)
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
        "rejected_count": landed.rejects.total(),
        "notes": notes,
    }
