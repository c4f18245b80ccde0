"""One export from the curated rows, and what to say about it."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from rich.table import Table

from atlas.console import make_console, shown
from atlas.export.card import card
from atlas.export.croissant import croissant
from atlas.export.folder import MARK, whole_folder
from atlas.export.formats import as_table, with_instruction
from atlas.export.lengths import token_estimate
from atlas.export.licences import write_licences
from atlas.settings import setting

SPLITS = ("train", "validation")


def write_export(folder: Path, form: str, rows: list[dict], rules: list[dict]) -> None:
    instruction = setting("instructions")[form]
    splits = {name: [row for row in rows if row["extra_info"]["split"] == name] for name in SPLITS}
    splits = {name: split for name, split in splits.items() if split}
    today = datetime.now(UTC).date().isoformat()
    with whole_folder(folder) as part:
        for name, split in splits.items():
            pq.write_table(
                as_table(form, split, instruction),
                part / f"{name}.parquet",
                compression="zstd",
                store_schema=False,  # readers take what Parquet says, nobody's metadata
            )
        write_licences(part / "licences.csv", rows)
        (part / "README.md").write_text(card(form, splits, rules, instruction), encoding="utf-8")
        (part / MARK).write_text(croissant(part, rows, f"curated-{form}", today), encoding="utf-8")


def show_export(folder: Path, form: str, rows: list[dict], left_out: int) -> None:
    instruction, limit = setting("instructions")[form], setting("longest_prompt_tokens")
    per_token = setting("characters_per_token")
    lengths = [token_estimate(with_instruction(row, instruction), per_token) for row in rows]
    splits = Counter(row["extra_info"]["split"] for row in rows)
    classes = Counter(row["extra_info"]["licence_class"] for row in rows)
    table = Table.grid(padding=(0, 2))
    table.add_row("rows", f"{len(rows):,}", f"{left_out:,} left out by their licence")
    for name, count in splits.items():
        table.add_row(f"  {name}", f"{count:,}")
    table.add_row("longest prompt", f"~{max(lengths):,}", "tokens, roughly")
    over = sum(length > limit for length in lengths)
    table.add_row(f"over {limit:,} tokens", f"{over:,}", "a trainer with this limit drops them")
    for name, count in classes.most_common():
        table.add_row(f"licences: {name}", f"{count:,}")
    console = make_console()
    console.print(table)
    console.print(f"\nwritten: {shown(str(folder), 300)}")
