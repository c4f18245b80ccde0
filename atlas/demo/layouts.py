"""How datasets are published: the shape of a record and the format of its files."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from atlas.demo.problems import Answer, answer_text

Record = Callable[[int, str | None, Answer, str | None], dict]


@dataclass(frozen=True)
class Layout:
    files: tuple[str, ...]
    record: Record  # (row number, prompt, answer, label) -> what is published
    prompt_field: str
    answer_field: str
    source_field: str = ""

    def write(self, folder: Path, records: list[dict]) -> None:
        """Spreads the records over the files, in order."""
        share = -(-len(records) // len(self.files))
        for index, name in enumerate(self.files):
            content = as_bytes(name, records[index * share : (index + 1) * share])
            (folder / name).write_bytes(content)


def as_bytes(name: str, records: list[dict]) -> bytes:
    inner, _, ending = name.rpartition(".")
    if ending in PACKED:
        return PACKED[ending](inner, as_bytes(inner, records))
    return WRITERS[ending](records)


def as_json_lines(records: list[dict]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_json(records: list[dict]) -> bytes:
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def as_csv(records: list[dict]) -> bytes:
    sink = io.StringIO(newline="")
    table = csv.DictWriter(sink, records[0], lineterminator="\n")
    table.writeheader()
    table.writerows(records)
    return sink.getvalue().encode()


def as_parquet(records: list[dict]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), sink, compression="zstd")
    return sink.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return sink.getvalue()


WRITERS = {"jsonl": as_json_lines, "json": as_json, "csv": as_csv, "parquet": as_parquet}
PACKED = {
    "gz": lambda name, content: gzip.compress(content, mtime=0),
    "zst": lambda name, content: zstandard.compress(content),
    "zip": zipped,
}


def plain(*files: str, prompt: str = "problem", answer: str = "answer", style: str = "latex"):
    """A column each for prompt and answer."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "id": number,
            prompt: text,
            answer: answer_text(value, style),
        },
        prompt,
        answer,
    )


def labelled(*files: str, source: str = "source"):
    """Problem, solution and answer with the collection a row was taken from."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "problem": text,
            "solution": f"Working left to the reader, one finds $\\boxed{{{answer_text(value)}}}$.",
            "answer": answer_text(value),
            source: label,
        },
        "problem",
        "answer",
        source,
    )


def worked(*files: str):
    """Question and worked answer, the result behind four hashes."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "question": text,
            "answer": f"Write down what is given.\nWork step by step.\n#### "
            f"{answer_text(value, 'plain')}",
        },
        "question",
        "answer",
    )


def in_two_parts(*files: str):
    """The statement and its last sentence, the question, in fields of their own."""

    def record(number, text, value, label):
        body, _, question = text.rpartition(". ")
        return {
            "body": f"{body}." if body else "",
            "question": question,
            "answer": answer_text(value),
        }

    return Layout(files, record, 'body + " " + question', "answer")


def trainer(*files: str):
    """What verl loads: messages, a rule-based reward, the row's index."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "data_source": "math_dapo",
            "prompt": [{"role": "user", "content": text}],
            "ability": "MATH",
            "reward_model": {"style": "rule", "ground_truth": answer_text(value)},
            "extra_info": {"index": number, "split": "train"},
        },
        "prompt[-1].content",
        "reward_model.ground_truth",
    )


def chat(*files: str):
    """A conversation whose last message is the solution; the answer stands beside it."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "messages": [
                {"role": "user", "content": text},
                {"role": "assistant", "content": f"It is \\boxed{{{answer_text(value)}}}."},
            ],
            "ground_truth": answer_text(value),
        },
        "messages[role=user].content",
        "ground_truth",
    )


def coded(*files: str):
    """A programming exercise with its tests."""
    return Layout(
        files,
        lambda number, text, value, label: {
            "task_id": f"exercise/{number}",
            "prompt": text,
            "test_list": value,
        },
        "prompt",
        "test_list",
    )
