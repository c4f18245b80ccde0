"""One export from the curated rows, and what to say about it."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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


def export_facts(folder: Path, form: str, rows: list[dict], left_out: int) -> dict[str, Any]:
    instruction, limit = setting("instructions")[form], setting("longest_prompt_tokens")
    per_token = setting("characters_per_token")
    lengths = [token_estimate(with_instruction(row, instruction), per_token) for row in rows]
    return {
        "folder": str(folder),
        "trainer": form,
        "rows": len(rows),
        "rows_left_out_by_licence": left_out,
        "splits": Counter(row["extra_info"]["split"] for row in rows),
        "longest_prompt_tokens": max(lengths),  # roughly
        "token_limit": limit,
        "rows_over_token_limit": sum(length > limit for length in lengths),
        "licence_classes": dict(
            Counter(row["extra_info"]["licence_class"] for row in rows).most_common()
        ),
    }


def show_export(facts: dict[str, Any]) -> None:
    left_out, limit = facts["rows_left_out_by_licence"], facts["token_limit"]
    longest, over = facts["longest_prompt_tokens"], facts["rows_over_token_limit"]
    table = Table.grid(padding=(0, 2))
    table.add_row("rows", f"{facts['rows']:,}", f"{left_out:,} left out by their licence")
    for name, count in facts["splits"].items():
        table.add_row(f"  {name}", f"{count:,}")
    table.add_row("longest prompt", f"~{longest:,}", "tokens, roughly")
    table.add_row(f"over {limit:,} tokens", f"{over:,}", "a trainer with this limit drops them")
    for name, count in facts["licence_classes"].items():
        table.add_row(f"licences: {name}", f"{count:,}")
    console = make_console()
    console.print(table)
    console.print(f"\nwritten: {shown(facts['folder'], 300)}")
