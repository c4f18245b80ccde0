"""Rows of raw files in every format, whole, cut off, damaged or hostile."""

import csv
import gzip
import io
import json
import pickle
import struct
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import UserError
from atlas.landing import streams
from atlas.landing.json_elements import Elements
from atlas.landing.json_text import Unreadable
from atlas.landing.readers import open_raw

ROWS = [{"problem": f"What is {number}^2?\u2028", "answer": str(number**2)} for number in range(40)]
LINES = "\n".join(json.dumps(row) for row in ROWS)
TABLE = pa.Table.from_pylist(ROWS)


def parquet_bytes() -> bytes:
    file = io.BytesIO()
    pq.write_table(TABLE, file)
    return file.getvalue()


def arrow_bytes(opener) -> bytes:
    file = io.BytesIO()
    with opener(file, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=10)
    return file.getvalue()


def csv_bytes(delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows([ROWS[0], *(row.values() for row in ROWS)])
    return file.getvalue().encode()


FORMS = {
    "lines.jsonl": LINES.encode(),
    "lines.txt": LINES.encode(),
    "table.txt": csv_bytes("\t"),
    "excel.txt": csv_bytes("\t").decode().encode("utf-16"),
    "lines.json": LINES.encode(),
    "bom.jsonl": b"\xef\xbb\xbf" + LINES.encode(),
    "utf16.jsonl": LINES.encode("utf-16"),
    "crlf.jsonl": LINES.replace("\n", "\r\n\r\n").encode(),
    "array.json": json.dumps(ROWS).encode(),
    "indented.json": json.dumps(ROWS, indent=2).encode(),
    "object.json": json.dumps({"version": 1, "data": ROWS}).encode(),
    "two_arrays.json": json.dumps({"train": ROWS[:9], "test": ROWS[9:]}).encode(),
    "columns.json": json.dumps({key: [row[key] for row in ROWS] for key in ROWS[0]}).encode(),
    "pandas.json": json.dumps(
        {key: {str(index): row[key] for index, row in enumerate(ROWS)} for key in ROWS[0]}
    ).encode(),
    "one_behind_the_other.json": "\n".join(json.dumps(row, indent=1) for row in ROWS).encode(),
    "table.csv": csv_bytes(),
    "table.tsv": csv_bytes("\t"),
    "semicolons.csv": csv_bytes(";"),
    "table.parquet": parquet_bytes(),
    "stream.arrow": arrow_bytes(pa.ipc.new_stream),
    "file.arrow": arrow_bytes(pa.ipc.new_file),
    "lines.jsonl.gz": gzip.compress(LINES.encode()),
    "two_streams.jsonl.gz": gzip.compress(LINES[:999].encode())
    + gzip.compress(LINES[999:].encode()),
    "lines.jsonl.zst": zstandard.compress(LINES.encode()),
    "table.parquet.gz": gzip.compress(parquet_bytes()),
    "table.csv.zst": zstandard.compress(csv_bytes()),
}


ANSWERED = [{"question": f"What is {number}^2?", "answer": str(number**2)} for number in range(8)]
COLUMNS = {key: [row[key] for row in ANSWERED] for key in ("question", "answer")}
DESCRIBED = [{"description": f"Print {number}."} for number in range(8)]
BY_ID = {f"p{number}": row for number, row in enumerate(ANSWERED)}
WITH_IDS = [{name: row} for name, row in BY_ID.items()]
BY_NUMBER = {str(number): row for number, row in enumerate(ANSWERED)}

# Objects that hold rows, the rows, and what is said of it.
OBJECTS = {
    "by id": (BY_ID, WITH_IDS, []),
    "by id beside a version": ({**BY_ID, "version": "1"}, WITH_IDS, ["left out: version"]),
    "by id inside": (
        {"version": "1", "problems": BY_ID},
        WITH_IDS,
        ["rows are those in: problems", "left out: version"],
    ),
    "by topic and id": (
        {"algebra": BY_ID, "geometry": BY_ID},
        WITH_IDS * 2,
        ["rows are those in: algebra, geometry"],
    ),
    "by topic and number": (
        {"algebra": BY_NUMBER, "geometry": BY_NUMBER},
        [{name: row} for name, row in BY_NUMBER.items()] * 2,
        ["rows are those in: algebra, geometry"],
    ),
    "by year": (
        {"2023": ANSWERED, "2024": ANSWERED},
        ANSWERED * 2,
        ["rows are those in: 2023, 2024"],
    ),
    "deep inside": (
        {"dataset": {"name": "x", "items": ANSWERED}},
        ANSWERED,
        ["rows are those in: dataset.items"],
    ),
    "authors beside": (
        {"authors": [{"name": "A"}], "questions": ANSWERED},
        ANSWERED,
        ["rows are those in: questions", "left out: authors"],
    ),
    "descriptions beside": (
        {"questions": ANSWERED, "topics": [{"id": 1, "description": "Sums of two numbers."}]},
        ANSWERED,
        ["rows are those in: questions", "left out: topics"],
    ),
    "texts beside": (
        {"sources": [{"name": "A", "text": "The contest was hard."}], "questions": ANSWERED},
        ANSWERED,
        ["rows are those in: questions", "left out: sources"],
    ),
    "descriptions alone": (
        {"tasks": DESCRIBED, "authors": [{"name": "A"}]},
        DESCRIBED,
        ["rows are those in: tasks", "left out: authors"],
    ),
    "columns inside": (
        {"metadata": {"n": 8}, "data": COLUMNS},
        ANSWERED,
        ["rows are those in: data", "left out: metadata"],
    ),
    "columns by split": (
        {"train": COLUMNS, "test": COLUMNS},
        ANSWERED * 2,
        ["rows are those in: train, test"],
    ),
    "uneven columns": (
        {"question": ["a?", "b?", "c?"], "answer": ["1"]},
        [
            {"question": "a?", "answer": "1"},
            {"question": "b?", "answer": None},
            {"question": "c?", "answer": None},
        ],
        ["the columns have 1 to 3 cells: what is missing is empty"],
    ),
    "uneven columns of pandas": (
        {"question": {"0": "a?", "2": "c?"}, "answer": {"2": "3", "5": "5"}},
        [
            {"question": "a?", "answer": None},
            {"question": "c?", "answer": "3"},
            {"question": None, "answer": "5"},
        ],
        [],
    ),
    "names beside cells": (
        {"columns": ["question", "answer"], "data": [list(row.values()) for row in ANSWERED]},
        ANSWERED,
        [],
    ),
    "problems of paragraphs of articles": (
        {
            "version": "2",
            "data": [
                {"title": "T", "paragraphs": [{"context": "C", "qas": ANSWERED[:4]}]},
                {"title": "U", "paragraphs": [{"context": "D", "qas": ANSWERED[4:]}]},
            ],
        },
        [
            {"title": title, "context": context, **row}
            for title, context, rows in (("T", "C", ANSWERED[:4]), ("U", "D", ANSWERED[4:]))
            for row in rows
        ],
        ["rows are those in: data", "left out: version", "rows are those in: paragraphs[].qas[]"],
    ),
    "problems of passages by id": (
        {f"p{n}": {"passage": f"P{n}", "qa_pairs": [row]} for n, row in enumerate(ANSWERED)},
        [{"passage": f"P{n}", **row} for n, row in enumerate(ANSWERED)],
        ["rows are those in: qa_pairs[]"],
    ),
    "examples beside a problem": (
        [{**row, "examples": ANSWERED[:2]} for row in ANSWERED],
        [{**row, "examples": ANSWERED[:2]} for row in ANSWERED],
        [],
    ),
    "a text without questions": (
        [{"text": "C", "qas": ANSWERED[:2]}, {"text": "D", "qas": []}],
        [*({"text": "C", **row} for row in ANSWERED[:2]), {"text": "D", "qas": []}],
        ["rows are those in: qas[]"],
    ),
    "lists by id": ({"0": ["a?", "1"], "1": ["b?", "2"]}, [["a?", "1"], ["b?", "2"]], []),
    "no rows": ({"name": "x", "size": 3}, [{"name": "x", "size": 3}], []),
}

# CSV texts that differ in their delimiter: file name, content, the first row.
DELIMITED = [
    ("a.csv", "id|question|answer\n1|Is 2, or 3, prime?|2\n", {"id": "1"}),
    ("a.csv", "sep=;\nid;question\n1;Is 2, or 3, prime?\n", {"id": "1"}),
    ("a.csv", "id;question\n1;Is 2, 3, 4 or 5 prime?\n", {"id": "1"}),
    ("a.tsv", "question, in words, plain\tanswer\nIs 2, or 3, prime?\t2\n", {"answer": "2"}),
    ("a.csv", "PARENT,DUCKS,question\n1,2,Is 2 prime?\n", {"PARENT": "1"}),
    ("a.csv", 'question\n"Is 2, or 3, prime?"\n', {"question": "Is 2, or 3, prime?"}),
    ("a.csv", 'id,question\n1,"a|b|c; d;\ne"\n', {"question": "a|b|c; d;\ne"}),
]


def zipped(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def raw(tmp_path):
    """Writes a file and gives its rows and notes."""

    def read(name: str, content: bytes | str):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        file = open_raw(path)
        return list(file.rows()), file.notes

    return read


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_rows(raw, name):
    assert raw(name, FORMS[name])[0] == ROWS


def test_wrapped_rows_keep_their_keys(raw):
    wrapped = {f"Problem_{number}": row for number, row in enumerate(ROWS)}
    assert raw("a.json", json.dumps(wrapped))[0] == [{key: row} for key, row in wrapped.items()]


@pytest.mark.parametrize("form", OBJECTS)
def test_the_rows_in_an_object_are_found_and_what_is_left_out_is_named(raw, form):
    value, rows, notes = OBJECTS[form]
    assert raw("a.json", json.dumps(value)) == (rows, notes)


@pytest.mark.parametrize(("name", "content", "cells"), DELIMITED)
def test_a_table_is_split_where_its_rows_fit_its_header(raw, name, content, cells):
    rows, _ = raw(name, content)
    assert len(rows) == 1
    assert cells.items() <= rows[0].items()


def test_numbers_of_typed_files_are_as_short_as_they_were_written(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"answer": pa.array([1.1, None, 0.1], pa.float32())}), path)
    assert [row["answer"] for row in open_raw(path).rows()] == [1.1, None, 0.1]


def test_an_object_that_is_a_row_stays_one_row(raw):
    row = {"prompt": [{"role": "user", "content": "Hi"}], "tags": [["a"]]}
    assert raw("a.json", json.dumps(row))[0] == [row]


def test_all_data_members_of_a_zip_are_read_and_nothing_is_extracted(raw, tmp_path):
    members = {
        "../../outside.jsonl": LINES,
        "b/more.csv": csv_bytes(),
        "README.md": "read me",
        "__MACOSX/._more.csv": "junk",
    }
    rows, notes = raw("a.zip", zipped(members))
    assert rows == ROWS * 2
    assert any("README.md" in note for note in notes)
    assert [path.name for path in tmp_path.parent.rglob("outside.jsonl")] == []


@pytest.mark.parametrize("form", ["array.json", "indented.json", "object.json"])
def test_a_cut_off_array_gives_its_complete_leading_elements_and_says_so(raw, form):
    text = FORMS[form]
    rows, notes = raw(form, text[: len(text) // 2])
    assert 15 < len(rows) < 40
    assert rows == ROWS[: len(rows)]
    assert any("cut off" in note for note in notes)


@given(st.integers(min_value=1, max_value=len(FORMS["array.json"]) - 1), st.integers(1, 50))
def test_wherever_an_array_is_cut_exactly_its_complete_elements_are_read(end, size):
    text = FORMS["array.json"].decode()[1:end]
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    elements = Elements(chunks)
    assert list(elements) == ROWS[: text.count("}")]
    assert not elements.is_complete


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_reader_fail_in_an_unforeseen_way(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("raw")
    for name in ("a.jsonl", "a.json", "a.csv", "a.arrow", "a.txt"):
        path = folder / name
        path.write_bytes(b"[" + content if name == "a.json" else content)
        try:
            list(open_raw(path).rows())
        except UserError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("name", ["lines.jsonl.gz", "array.json.gz", "table.csv.gz"])
def test_a_cut_off_archive_gives_its_leading_rows_and_says_so(raw, name):
    plain = FORMS[name.removesuffix(".gz")]
    packed = gzip.compress(plain, 0)
    rows, notes = raw(name, packed[: len(packed) // 2])
    good = [row for row in rows if row in ROWS]
    assert good == ROWS[: len(good)]
    assert len(rows) - len(good) <= 1 < len(good)
    assert any("archive is cut off" in note for note in notes)


def test_a_cut_off_arrow_stream_gives_its_leading_batches_and_says_so(raw):
    content = FORMS["stream.arrow"]
    rows, notes = raw("a.arrow", content[: len(content) * 2 // 3])
    assert rows == ROWS[:20]
    assert "cut off" in notes[0]


def test_unreadable_lines_are_set_aside_with_the_reason(raw):
    deep = '{"problem": ' + "[" * 100_000
    rows, _ = raw("a.jsonl", "\n".join(['{"problem": "cut', deep, LINES]))
    assert [row.reason for row in rows[:2]] == ["not_json", "nested_too_deeply"]
    assert rows[2:] == ROWS


def test_reading_goes_on_behind_a_damaged_element(raw):
    good = json.dumps(ROWS, indent=1)[1:]
    rows, notes = raw("a.json", '[{"problem": "x" "y"},{"problem":' + "[" * 100_000 + "]}," + good)
    assert next(row.reason for row in rows if isinstance(row, Unreadable)) == "not_json"
    assert rows[-40:] == ROWS
    assert notes == []


def test_a_record_of_absurd_length_is_set_aside(raw, monkeypatch):
    for module in ("json_text", "json_elements"):
        monkeypatch.setattr(f"atlas.landing.{module}.MAX_RECORD", 3 << 20)
    long = json.dumps({"problem": "x" * (8 << 20)})
    for name, content in {
        "a.jsonl": f"{json.dumps(ROWS[0])}\n{long}\n{LINES}",
        "a.json": f"[{json.dumps(ROWS[0])},\n{long},\n{json.dumps(ROWS)[1:]}",
        "a.csv": f"problem,answer\nq,1\n{long}\n{csv_bytes().decode()}",
    }.items():
        rows, _ = raw(name, content)
        assert [row.reason for row in rows if isinstance(row, Unreadable)] == ["record_too_long"]
        assert rows[-40:] == ROWS


def test_a_bomb_is_refused(raw, monkeypatch):
    monkeypatch.setattr(streams, "SMALL_ENOUGH", 1 << 20)
    zeros = b'{"problem":"' + b"0" * (30 << 20)
    for name, content in {
        "a.jsonl.gz": gzip.compress(zeros),
        "a.jsonl.zst": zstandard.compress(zeros),
        "a.zip": zipped({"a.jsonl": zeros}),
    }.items():
        with pytest.raises(UserError, match="expands more than"):
            raw(name, content)


def test_an_encrypted_zip_is_refused(raw):
    archive = bytearray(zipped({"a.jsonl": LINES}))
    archive[archive.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UserError, match="encrypted"):
        raw("a.zip", bytes(archive))


NO_DATA = {
    "a.jsonl": (b"", "is empty"),
    "a.parquet": (FORMS["table.parquet"][:200], "not a complete Parquet file"),
    "a.arrow": (b"ARROW1" + b"\0" * 50, "no readable Arrow file"),
    "a.bin": (bytes(range(256)), "no known format"),
    "a.zip": (b"PK\x03\x04 and no more", "damaged zip"),
    "a.xlsx": (zipped({"xl/workbook.xml": "<w/>"}), "spreadsheet; save it as CSV"),
    "a.docx": (zipped({"word/document.xml": "<w/>"}), "Word file; save its table"),
    "a.pt": (zipped({"archive/data.pkl": b"\x80\x02}q"}), "PyTorch file, which runs code"),
    "a.npz": (zipped({"rows.npy": b"\x93NUMPY"}), "numpy archive; save its rows"),
    "pointer.parquet": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "Git LFS pointer, not the data; run git lfs pull",
    ),
    "a.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Excel or Word file; save"),
    "a.db": (b"SQLite format 3\0" + bytes(99), "SQLite database; save its table as CSV"),
    "a.duckdb": (bytes(8) + b"DUCK" + bytes(99), "DuckDB database; save its table as Parquet"),
    "a.pkl": (pickle.dumps(ROWS), "pickle, which runs code when it is read"),
    "page.jsonl": ("<!DOCTYPE html>\n<html><head>", "web page, perhaps an error or a login"),
    "page.csv": ("\n<HTML><body>Not Found", "web page, perhaps an error or a login"),
    "a.xml": ('<?xml version="1.0"?><Problem ID="1"/>', "XML; turn its records into JSON lines"),
    "manifest.json": (
        '{"metadata": {"dbt_schema_version": "v12"}, "nodes": {}}',
        "artefact of dbt, not data",
    ),
    "suite.json": (
        '{"name": "s", "expectations": [{"type": "expect_column_to_exist"}]}',
        "document of Great Expectations, not data",
    ),
    "dataset_infos.json": (
        '{"default": {"features": {"question": {"dtype": "string", "_type": "Value"}}}}',
        "description of a dataset, not data",
    ),
    "load.py": ("import datasets", "a program; run it, save what it loads"),
    "dbt_project.yml": ("name: x", "YAML, not data"),
    "a.tar.gz": (gzip.compress(bytes(257) + b"ustar" + bytes(250)), "tar archive; unpack it"),
    "a.json": (b'{"a":' * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("name", NO_DATA)
def test_a_file_that_is_no_data_is_refused_in_one_line(raw, name):
    content, complaint = NO_DATA[name]
    with pytest.raises(UserError, match=complaint) as error:
        raw(name, content)
    assert "\n" not in str(error.value)


def test_the_first_of_two_columns_of_one_name_counts(raw):
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["problem", "problem"])
    file = io.BytesIO()
    pq.write_table(twice, file)
    assert raw("a.parquet", file.getvalue())[0] == [{"problem": "a"}]
    assert raw("a.csv", "problem,problem\na,b\n")[0] == [{"problem": "a"}]


def test_a_quote_that_is_never_closed_is_told(raw):
    rows, notes = raw("a.csv", 'problem,answer\n"open,1\nnext,2\n')
    assert rows == [{"problem": "open,1\nnext,2\n"}]
    assert "never closed" in notes[0]


def test_odd_numbers_are_read(raw):
    rows, _ = raw("a.jsonl", '{"answer": ' + "9" * 5000 + '}\n{"answer": NaN}\n')
    assert rows[0] == {"answer": "9" * 5000}


def test_only_the_wanted_columns_of_a_parquet_file_are_read(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(TABLE, path)
    assert next(open_raw(path).rows(["answer"])) == {"answer": "0"}


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_text_that_is_not_utf8_in_a_typed_file_is_read(raw, name):
    text = pa.array([b"caf\xe9", b"tea"]).view(pa.string())
    chat = pa.ListArray.from_arrays([0, 1, 2], pa.StructArray.from_arrays([text], ["content"]))
    table = pa.table({"problem": text, "prompt": chat})
    file = io.BytesIO()
    if name == "a.arrow":
        with pa.ipc.new_stream(file, table.schema) as writer:
            writer.write_table(table)
    else:
        pq.write_table(table, file)
    rows, _ = raw(name, file.getvalue())
    assert rows[0] == {"problem": "caf\udce9", "prompt": [{"content": "caf\udce9"}]}
    assert rows[1] == {"problem": "tea", "prompt": [{"content": "tea"}]}


def test_an_arrow_file_whose_offsets_lie_is_not_believed(raw):
    column = pa.array(["some text"] * 40)
    content = FORMS["stream.arrow"]
    lie = struct.pack("<i", 2**30)
    offsets = struct.pack("<ii", 0, len(ROWS[0]["problem"].encode()))
    assert offsets in content and len(column) == 40
    rows, notes = raw("a.arrow", content.replace(offsets, offsets[:4] + lie))
    assert rows == []
    assert "cut off" in notes[0]


def test_rows_without_any_wanted_column_still_count(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(TABLE, path)
    assert list(open_raw(path).rows(["nothing"])) == [{}] * 40


def test_a_date_outside_the_calendar_does_not_stop_a_file(raw):
    days = pa.array([2**31 - 1], pa.int32()).view(pa.date32())
    file = io.BytesIO()
    pq.write_table(pa.table({"day": days, "problem": ["p"]}), file)
    assert raw("a.parquet", file.getvalue())[0] == [{"day": None, "problem": "p"}]


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("problem", "2+2?"), ("answer", "4")], {"problem": "2+2?", "answer": "4"}),
        ([("step", "a"), ("step", "b")], [("step", "a"), ("step", "b")]),
    ],
)
def test_a_map_is_an_object_unless_a_key_would_be_lost(tmp_path, pairs, value):
    path = tmp_path / "maps.parquet"
    pq.write_table(pa.table({"item": pa.array([pairs], pa.map_(pa.string(), pa.string()))}), path)
    assert list(open_raw(path).rows()) == [{"item": value}]


@pytest.mark.parametrize("kind", ["dictionary", "map", "fixed list", "view"])
def test_text_that_is_not_utf8_is_read_in_any_type(tmp_path, kind):
    stored = pa.array([b"ok", b"caf\xe9"])
    text = pa.Array.from_buffers(pa.string(), 2, stored.buffers())
    views = pa.array([b"ok", b"caf\xe9"], pa.binary_view())
    column = {
        "dictionary": lambda: pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), text),
        "map": lambda: pa.MapArray.from_arrays([0, 1, 2], pa.array(["k", "k"]), text),
        "fixed list": lambda: pa.FixedSizeListArray.from_arrays(text, 1),
        "view": lambda: pa.Array.from_buffers(pa.string_view(), 2, views.buffers()),
    }[kind]()
    path = tmp_path / "damaged.parquet"
    pq.write_table(pa.table({"problem": column}), path)
    assert "caf\\udce9" in str(list(open_raw(path).rows())[1])
