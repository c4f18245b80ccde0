"""Landing one file of rollouts: to one Parquet file, whole or not at all."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import UserError
from atlas.home import Home
from atlas.landing.dataset import check_dataset_id
from atlas.landing.grade import VERIFIER, Graders
from atlas.landing.land import sha256_of
from atlas.landing.readers import open_raw
from atlas.landing.rollout_rows import Given, grade_rollout, pair_to_grade, read_rollout
from atlas.landing.rollout_schema import ROLLOUT_SCHEMA
from atlas.landing.writer import clean, hidden_file, remove_stale

BATCH = 2_000


def land_file(
    file: Path,
    name: str,
    given: Given,
    home: Home,
    graders: Graders,
    on_progress: Callable[[int], None] = lambda rows: None,
) -> dict[str, Any]:
    """The metadata of what was landed."""
    check_dataset_id(name)
    raw, target = open_raw(file), home.make_folder(home.rollouts) / f"{name}.parquet"
    row_count, tallies = 0, {key: Counter() for key in ("stages", "grades", "rejects")}
    with replacing(target) as writer:
        for rows in batches(raw.rows()):
            rollouts = [read_rollout(row, given) for row in rows]
            pairs = filter(None, map(pair_to_grade, rollouts))
            grades = graders.grade_all(pairs)
            for rollout in rollouts:
                rollout["row_number"] = row_count
                grade_rollout(rollout, grades)
                row_count += 1
                tally(tallies, rollout)
            writer.write_table(table_of(rollouts))
            on_progress(row_count)
        if 0 < row_count == tallies["rejects"].total():
            raise UserError(no_rollout(file, tallies["rejects"]))
        metadata = {
            "rollouts_id": name,
            "file": file.name,
            "sha256": sha256_of(file),
            "bytes": file.stat().st_size,
            "format": raw.format,
            "row_count": row_count,
            "verifier": VERIFIER,
            "landed_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "notes": raw.notes,
            **{key: dict(counts.most_common()) for key, counts in tallies.items()},
        }
        described = clean(json.dumps(metadata, ensure_ascii=False))
        writer.add_key_value_metadata({"atlas": described})
    return metadata


def no_rollout(file: Path, rejects: Counter) -> str:
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in rejects.most_common())
    return (
        f"{file.name} holds no rollout that can be used ({reasons}); "
        "see atlas land-rollouts --help for what a row needs"
    )


def tally(tallies: dict[str, Counter], rollout: dict[str, Any]) -> None:
    if rollout["reject_reason"]:
        tallies["rejects"][rollout["reject_reason"]] += 1
    else:
        tallies["stages"][rollout["stage"] or "of unknown stage"] += 1
        tallies["grades"][rollout["grade"]] += 1


def table_of(rollouts: list[dict[str, Any]]) -> pa.Table:
    columns = {
        field.name: [rollout.get(field.name) for rollout in rollouts] for field in ROLLOUT_SCHEMA
    }
    try:
        return pa.table(columns, schema=ROLLOUT_SCHEMA)
    except UnicodeEncodeError:
        cleaned = {
            name: [clean(value) if isinstance(value, str) else value for value in values]
            for name, values in columns.items()
        }
        return pa.table(cleaned, schema=ROLLOUT_SCHEMA)


def name_of(file: Path) -> str:
    """The file's name without its endings; verl's 200.jsonl is named after its folder too."""
    stem = file.name.partition(".")[0]
    if stem.isdigit():
        stem = f"{file.absolute().parent.name}_{stem}"
    return re.sub("[^a-z0-9_-]+", "_", stem.lower()).strip("_-") or "rollouts"


def batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


@contextmanager
def replacing(target: Path) -> Iterator[pq.ParquetWriter]:
    """A writer to a hidden file that takes the target's place when all went well."""
    remove_stale(target.parent)
    handle, hidden = hidden_file(target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            with pq.ParquetWriter(file, ROLLOUT_SCHEMA, compression="zstd") as writer:
                yield writer
            file.flush()
            os.fsync(file.fileno())
            hidden.chmod(0o644)
            hidden.replace(target)
    finally:
        hidden.unlink(missing_ok=True)
