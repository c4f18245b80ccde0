"""What each trainer loads: the columns of matching rows, built from the curated table.

The instruction to the model is added here and nowhere else, and it asks for the answer where the
trainer's reward function looks for it.
"""

import pyarrow as pa

MESSAGES = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
REWARD_MODEL = pa.struct([("style", pa.string()), ("ground_truth", pa.string())])
TEXTS = (
    "split prompt_id problem_id dataset_id atomic_source attribution_method first_dataset_id "
    "first_seen_on released_on ancestor_dataset_ids licence licence_class licence_dataset_id "
    "language answer_kind repairs"
).split()
EXTRA_INFO = pa.struct(
    [
        ("index", pa.int64()),
        ("row_number", pa.int64()),
        *((name, pa.string()) for name in TEXTS),
    ]
)

SCHEMAS = {
    "verl": pa.schema(
        [
            ("data_source", pa.string()),
            ("prompt", MESSAGES),
            ("ability", pa.string()),
            ("reward_model", REWARD_MODEL),
            ("extra_info", EXTRA_INFO),
        ]
    ),
    "trl": pa.schema(
        [
            ("prompt", MESSAGES),
            ("ground_truth", pa.string()),
            ("solution", pa.string()),
            ("data_source", pa.string()),
            ("extra_info", EXTRA_INFO),
        ]
    ),
    "openrlhf": pa.schema(
        [
            ("input", pa.string()),
            ("label", pa.string()),
            ("datasource", pa.string()),
            ("extra_info", EXTRA_INFO),
        ]
    ),
}


def with_instruction(row: dict, instruction: str) -> str:
    """Code is asked for by its own text; everything else gets the instruction."""
    problem = row["prompt"][-1]["content"]
    return problem if row["ability"] == "code" else problem + instruction


def verl_row(row: dict, text: str) -> dict:
    return {**row, "prompt": [{"role": "user", "content": text}]}


def trl_row(row: dict, text: str) -> dict:
    answer = row["reward_model"]["ground_truth"]
    return {
        "prompt": [{"role": "user", "content": text}],
        "ground_truth": answer,
        "solution": f"\\boxed{{{answer}}}",  # TRL's own accuracy reward reads LaTeX
        "data_source": row["data_source"],
        "extra_info": row["extra_info"],
    }


def openrlhf_row(row: dict, text: str) -> dict:
    return {
        "input": text,
        "label": row["reward_model"]["ground_truth"],
        "datasource": row["data_source"],
        "extra_info": row["extra_info"],
    }


BUILDERS = {"verl": verl_row, "trl": trl_row, "openrlhf": openrlhf_row}


def as_table(form: str, rows: list[dict], instruction: str) -> pa.Table:
    """One schema for all files of a format, whatever their rows; no metadata of any library."""
    build = BUILDERS[form]
    built = [build(row, with_instruction(row, instruction)) for row in rows]
    return pa.Table.from_pylist(built, schema=SCHEMAS[form])
