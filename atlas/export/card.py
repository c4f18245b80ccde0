"""The dataset card: front matter for the hub, and in plain words what the files are."""

from collections import Counter

import yaml

from atlas.console import NO_SOURCE
from atlas.export.licences import hub_name, licence_table, strictest_licence

SIZES = (1_000, 10_000, 100_000, 1_000_000)
SIZE_NAMES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M")


def card(form: str, splits: dict[str, list[dict]], rules: list[dict], instruction: str) -> str:
    rows = [row for split in splits.values() for row in split]
    return f"---\n{front_matter(splits, rows)}---\n\n{body(form, splits, rows, rules, instruction)}"


def front_matter(splits: dict[str, list[dict]], rows: list[dict]) -> str:
    licence, _ = strictest_licence(rows)
    languages = Counter(row["extra_info"]["language"] for row in rows)
    matter = {
        "license": hub_name(licence),
        "language": [name for name, _ in languages.most_common()],
        "task_categories": ["text-generation"],
        "tags": ["reinforcement-learning", "rlvr", "math"],
        "size_categories": [SIZE_NAMES[sum(len(rows) >= size for size in SIZES)]],
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": name, "path": f"{name}.parquet"} for name in splits],
            }
        ],
    }
    return yaml.safe_dump(matter, sort_keys=False, allow_unicode=True)


def body(
    form: str, splits: dict[str, list[dict]], rows: list[dict], rules: list[dict], instruction: str
) -> str:
    counts = "\n".join(f"| {name} | {len(split):,} |" for name, split in splits.items())
    sources = Counter(row["extra_info"]["atomic_source"] or NO_SOURCE for row in rows)
    licences = licence_table(rows)
    return f"""# Curated problems for {form}

One row per problem: repaired text, one survivor of every group of repeats, answers that a checker
verifies, and no problem of a benchmark that the warehouse knows. `extra_info` says where each row
comes from; `prompt_id` is the SHA-1 of the text as it was published.

| split | rows |
|---|---|
{counts}

A problem is in one split only. The instruction added to each prompt is {instruction!r}.

## What was taken out

| rule | rows | what it looks for |
|---|---|---|
{table_of(rules, ("rule", "lost_rows", "description"))}

## Sources

| atomic source | rows |
|---|---|
{"".join(f"| {name} | {count:,} |{chr(10)}" for name, count in sources.most_common())}
## Licences

The strictest licence among the datasets a row's text was found in before; unknown where one of them
states none. See `licences.csv`.

| licence | class | brought in by | rows |
|---|---|---|---|
{table_of(licences, ("licence", "licence_class", "strictest_ancestor", "rows"))}
"""


def table_of(rows: list[dict], names: tuple[str, ...]) -> str:
    return "\n".join(f"| {' | '.join(str(row[name]) for name in names)} |" for row in rows)
