"""Files made to harm: each is landed with every row accounted for, or refused in one line."""

import gzip
import io
import json
import os
import random
import time
import zipfile
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas import cli
from atlas.errors import UserError
from atlas.home import Home
from atlas.landing import arrow_rows
from atlas.landing import land as landing
from atlas.landing.dataset import Dataset
from atlas.landing.text import as_text
from atlas.landing.writer import clean

GIVEN = ("--dataset", "odd", "--role", "train", "--released", "2024-05-01")
GOOD = [{"problem": f"What is {number} + 1?", "answer": str(number + 1)} for number in range(5)]
LINES = "\n".join(map(json.dumps, GOOD))


def parquet(table: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file, compression="none")
    return file.getvalue()


def arrow(table: pa.Table) -> bytes:
    file = io.BytesIO()
    with pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def misnamed(content: bytes) -> bytes:
    """The name of a field is no UTF-8."""
    return content.replace(b"answer", b"\xff\xfewer")


def zipped(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that lead to one and the same data."""
    content = os.urandom(2_000).hex()
    archive = bytearray(zipped(("a.jsonl", content), ("b.jsonl", content)))
    first = archive.find(b"PK\x01\x02")
    archive[archive.find(b"PK\x01\x02", first + 4) + 42 :][:4] = bytes(4)
    size = archive[first + 20 : first + 24]
    start = archive.find(b"PK\x03\x04", 4)
    archive[start:first] = b""  # the second copy of the data is gone
    second = archive.find(b"PK\x01\x02", archive.find(b"PK\x01\x02") + 4)
    archive[second + 20 : second + 24] = size
    archive[second + 42 : second + 46] = bytes(4)
    end = archive.find(b"PK\x05\x06")
    archive[end + 16 : end + 20] = start.to_bytes(4, "little")
    return bytes(archive)


def misplaced() -> bytes:
    """The archive says that its data begin before the file does."""
    archive = bytearray(zipped(("a.jsonl", LINES)))
    end = archive.find(b"PK\x05\x06") + 16
    start = int.from_bytes(archive[end : end + 4], "little")
    archive[end : end + 4] = (start + 10).to_bytes(4, "little")
    return bytes(archive)


def flipped(content: bytes) -> bytes:
    """Every 97th byte of the first half is another."""
    damaged = bytearray(content)
    for place in range(400, len(content) // 2, 97):
        damaged[place] ^= 0xFF
    return bytes(damaged)


def nested(depth: int, inside: str = "") -> str:
    return "[" * depth + inside + "]" * depth


# name -> (content, usable rows, rejected rows by reason)
READ = {
    "header_only.csv": ("problem,answer\n", 0, {}),
    "blank_lines.jsonl": ("\n \n\n", 0, {}),
    "no_elements.json": ("[]", 0, {}),
    "zeros_behind.jsonl": (LINES + "\n\0\0\0", 5, {"not_json": 1}),
    "zero_inside.csv": ("problem,answer\na\0b,1\n", 1, {}),
    "carriage_returns.csv": ("problem,answer\rq,1\rp,2\r", 2, {}),
    "bom.csv": (b"\xef\xbb\xbfproblem,answer\r\nq,1\r\n", 1, {}),
    "utf16.csv": ("problem,answer\nq,1\n".encode("utf-16"), 1, {}),
    "formulas.csv": ("problem,answer\n\"=cmd|' /C calc'!A0\",1\n@SUM(1),2\n", 2, {}),
    "too_wide.csv": ("problem,answer\n" + "x," * 100_000 + "\nq,1\n", 1, {"too_many_cells": 1}),
    "two_values.jsonl": ('{"problem":"a","problem":"b"}', 1, {}),
    "half_pairs.jsonl": (r'{"problem":"\ud800 x","answer":"\udfff","\ud8ff":1}', 1, {}),
    "combining.jsonl": (json.dumps({"problem": "\u202ee" + "\u0301" * 9_000}), 1, {}),
    "script.jsonl": ('{"problem":"</script><script>alert(1)</script>"}', 1, {}),
    "broken_middle.jsonl": (f'{LINES}\n{{"problem": "x\n{LINES}', 10, {"not_json": 1}),
    "numbers.jsonl": (
        f'{LINES}\n{{"problem":NaN}}\n{{"problem":1e999}}\n{{"problem":{"9" * 5_000}}}',
        6,
        {"null_prompt": 1, "not_text": 1},
    ),
    "kinds.jsonl": (
        f'{LINES}\n[1]\n"x"\n7\nnull\ntrue\n{{}}\n{{"problem":true}}\n{{"problem":[["x"]]}}',
        5,
        {"null_prompt": 6, "not_text": 2},
    ),
    "reserved.jsonl": (
        '{"prompt":"p","row_number":9,"file":"f","select":1,"dataset_id":"\'; drop table rows"}',
        1,
        {},
    ),
    "deep.jsonl": (
        "\n".join(
            [
                *(LINES, f'{{"problem":{nested(400)}}}', f'{{"problem":"p","x":{nested(990)}}}'),
                f'{{"problem":"p","answer":{nested(9_000)}}}',
            ]
        ),
        5,
        {"nested_too_deeply": 3},
    ),
    "no_rows.parquet": (parquet(pa.table({"problem": pa.array([], pa.string())})), 0, {}),
    "no_columns.parquet": (parquet(pa.table({})), 0, {}),
    "dictionary.parquet": (
        parquet(pa.table({"problem": pa.array(["a", None]).dictionary_encode()})),
        1,
        {"null_prompt": 1},
    ),
    "map.parquet": (
        parquet(
            pa.table(
                {
                    "problem": ["a"],
                    "answer": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int8())),
                }
            )
        ),
        1,
        {},
    ),
    "no_such_zone.parquet": (
        parquet(
            pa.table(
                {"problem": ["a"], "answer": pa.array([1], pa.timestamp("ns", "Nowhere/Land"))}
            )
        ),
        1,
        {},
    ),
    "outside.zip": (zipped(("../../evil.jsonl", LINES), ("/etc/evil.jsonl", LINES)), 10, {}),
    "two_of_one_name.zip": (zipped(("a.jsonl", LINES), ("a.jsonl", f"{LINES}\n{LINES}")), 15, {}),
    "nameless.zip": (zipped(("a.jsonl", LINES)).replace(b"a.jsonl", b"\0.jsonl"), 5, {}),
    "lzma.zip": (zipped(("a.jsonl", LINES), method=zipfile.ZIP_LZMA), 5, {}),
    "many_streams.jsonl.gz": (gzip.compress(b"") * 20_000 + gzip.compress(LINES.encode()), 5, {}),
}

# name -> (content, words of the refusal)
REFUSED = {
    "empty.csv": (b"", "is empty"),
    "no_rows.json": ("null", "no prompt field found"),
    "columns.jsonl": (json.dumps({"a\x1b[31m" * 99: 1}), "no prompt field found"),
    "utf16_unmarked.csv": ("problem\nq\n".encode("utf-16-le"), "no prompt field found"),
    "utf32.jsonl": ('{"problem":"x"}'.encode("utf-32"), "nothing that can be read"),
    "pickle.jsonl": (b"\x80\x04\x95\x10\0\0\0\0\0\0\0cos\nsystem\n", "is a pickle"),
    "one_quote.jsonl": ("{'problem': 'x'}\n" * 2, "nothing that can be read"),
    "deep.json": ('{"a":' * 100_000, "nested too deeply"),
    "deep_array.json": ("[" * 1_000_000, "gave no row"),
    "noise.jsonl": (b"\x1f\x8b" + bytes(range(99)), "gave no row"),
    "twice.jsonl.gz": (gzip.compress(gzip.compress(LINES.encode())), "unpack it"),
    "nested.zip": (zipped(("a.zip", zipped(("b.jsonl", LINES)))), "unpack it"),
    "no_members.zip": (b"PK\x03\x04 and no more", "damaged zip"),
    "too_many.zip": (zipped(*((f"{n}.jsonl", "") for n in range(1_001))), "holds 1001 files"),
    "overlapping.zip": (overlapping(), "overlap"),
    "misplaced.zip": (misplaced(), "gave no row"),
    "no_footer.parquet": (parquet(pa.table({"problem": ["a"] * 99}))[:200], "not a complete"),
    "footer_lies.parquet": (b"PAR1" + bytes(99) + b"\xff\xff\xff\x7fPAR1", "not a complete"),
    "no_name.parquet": (misnamed(parquet(pa.Table.from_pylist(GOOD))), "not a complete"),
    "no_name.arrow": (misnamed(arrow(pa.Table.from_pylist(GOOD))), "no readable Arrow file"),
    "no_inner_name.arrow": (
        misnamed(arrow(pa.table({"problem": ["a"], "x": [{"answer": 1, "y": 2}]}))),
        "no readable Arrow file",
    ),
    "encrypted.parquet": (b"PARE" + bytes(99), "encrypted"),
    "numbers.parquet": (parquet(pa.table({"problem": [1, 2]})), "no prompt field found"),
    "flipped.parquet": (flipped(parquet(pa.Table.from_pylist(GOOD * 2_000))), "damaged"),
}


@pytest.fixture
def landed(atlas, tmp_path, home, landed_rows, landed_facts):
    """Lands a file; gives the code, the message and the landed rows, whose counts agree."""

    def land_file(name: str, content: bytes | str):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = {file: file.stat().st_mtime_ns for file in tmp_path.parent.rglob("*")}
        code, message = atlas("land", path, *GIVEN)
        outside = {
            file
            for file in tmp_path.parent.rglob("*")
            if file not in before and not file.is_relative_to(home.root)
        }
        assert outside == set()
        assert message is None or ("\n" not in message and "unexpected" not in message)
        rows = []
        if code == 0:
            rows, facts = landed_rows("odd"), landed_facts("odd")
            rejected = [row for row in rows if row["reject_reason"]]
            assert facts["row_count"] == len(rows)
            assert facts["rejected_count"] == len(rejected)
            assert [row["row_number"] for row in rows] == list(range(len(rows)))
            assert all(row["record"] for row in rejected)
            assert all(row["prompt"] for row in rows if not row["reject_reason"])
        return code, message, rows

    return land_file


@pytest.mark.parametrize("name", READ)
def test_every_row_of_an_odd_file_is_landed_or_rejected_with_its_reason(landed, name):
    content, usable, rejects = READ[name]
    code, message, rows = landed(name, content)
    assert (code, message) == (0, None)
    found = Counter(row["reject_reason"] for row in rows)
    assert found.pop(None, 0) == usable
    assert found == rejects


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_data_is_refused_in_one_line(landed, home, name):
    content, words = REFUSED[name]
    code, message, _ = landed(name, content)
    assert code == 2
    assert words in message
    assert not home.landed.exists() or os.listdir(home.landed) == []


def test_a_text_that_a_table_stores_once_for_many_rows_is_not_unpacked(landed, monkeypatch):
    for module in (arrow_rows, landing):
        monkeypatch.setattr(module, "SMALL_TABLE", 10 << 20)
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 300), pa.array(["word " * 20_000]))
    for column in (rows, rows.cast(pa.string())):
        code, message, _ = landed("bomb.parquet", parquet(pa.table({"problem": column})))
        assert (code, "expands more than" in message) == (2, True)


@pytest.mark.slow
def test_a_million_equal_rows_are_landed(landed):
    rows = pa.table({"problem": pa.repeat(pa.scalar("What is 1 + 1?"), 1_000_000)})
    assert len(landed("same.parquet", parquet(rows))[2]) == 1_000_000


def test_a_prompt_of_5_mb_is_landed_and_one_of_20_mb_is_rejected(landed):
    texts = ["x = 7 " * 800_000, "x = 7 " * 3_400_000]
    rows = landed("long.jsonl", "\n".join(json.dumps({"problem": text}) for text in texts))[2]
    assert [row["reject_reason"] for row in rows] == [None, "prompt_too_long"]
    assert rows[0]["prompt"] == texts[0]
    assert len(rows[1]["record"]) == 2_000


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["", '[{"problem":"', '{"problem":"', 'problem,answer\n"'])
def test_a_line_of_200_mb_is_rejected(landed, opening):
    name = "long.csv" if opening.startswith("problem") else "long.jsonl"
    content = f'{LINES}\n{opening}{"a b " * (50 << 20)}"}}\n{LINES}\n'
    content = f"problem,answer\nq,1\n{content}" if name == "long.csv" else content
    _, _, rows = landed(name, content)
    assert "record_too_long" in {row["reject_reason"] for row in rows}


@pytest.mark.parametrize("name", ["../secret.jsonl", "{outside}/secret.jsonl", "link.jsonl"])
def test_a_catalog_reads_nothing_outside_its_folder(atlas, home, tmp_path, capsys, name):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir(), outside.mkdir()
    for folder in (outside, tmp_path):
        (folder / "secret.jsonl").write_text(LINES)
    (root / "link.jsonl").symlink_to(outside / "secret.jsonl")
    catalog = tmp_path / "catalog.csv"
    catalog.write_text(f"dataset_id,role,released_on,files\nodd,train,2024-05-01,{name}\n")
    catalog.write_text(catalog.read_text().format(outside=outside))
    assert atlas("land", "--catalog", catalog, "--root", root)[0] == 1
    assert "leads out of" in " ".join(capsys.readouterr().out.split())
    assert not home.landed.exists() or os.listdir(home.landed) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--prompt", "(" * 5_000],
        ["--prompt", "fill(" * 5_000],
        ["--prompt", "a[" + "9" * 5_000 + "]"],
        ["--prompt", "\x1b[31m"],
        ["--released", "9999999999-01-01"],
        ["--dataset", "a" * 101],
        ["--dataset", "..\x00"],
        ["--licence", "\udcff"],
        ["--hub-id", "'; drop table rows; --"],
    ],
)
def test_no_argument_breaks_a_command(atlas, home, tmp_path, arguments):
    path = tmp_path / "a.jsonl"
    path.write_text(LINES)
    code, message = atlas("land", path, *GIVEN, *arguments)
    assert code in (0, 2)
    assert message is None or ("unexpected" not in message and "\n" not in message)


# Whatever the rows

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.dictionaries(st.sampled_from(["role", "content", "text", "\ud800", ""]), parts)
    ),
    max_leaves=8,
)
rows = st.dictionaries(st.sampled_from(["problem", "answer", "source", "options", "x"]), values)
fields = st.sampled_from(
    [
        *("problem", "problem or answer", 'problem + " " + options', "problem[-1].content"),
        *("*.content", "problem[role=user].content", 'fill(problem, "n", answer)', "answer.text"),
    ]
)


def test_whatever_the_rows_each_is_landed_once_and_unchanged(tmp_path_factory):
    check_landing(tmp_path_factory, 40)


@pytest.mark.slow
def test_fuzz_of_landing(tmp_path_factory):
    check_landing(tmp_path_factory, 5_000)


def check_landing(tmp_path_factory, examples: int) -> None:
    home = Home(tmp_path_factory.mktemp("fuzz"))
    path = home.root / "rows.jsonl"

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(rows, min_size=1, max_size=6), fields)
    def check(found: list[dict], field: str) -> None:
        # A row with the fields in each, so that the field named exists.
        found = [*found, {"problem": "p", "answer": {"text": "t", "content": "c"}, "options": 1}]
        path.write_text("\n".join(map(json.dumps, found)))
        dataset = Dataset("odd", [path], "train", "2024", prompt=field)
        try:
            facts = landing.land(dataset, home).metadata
        except UserError as error:
            assert "prompt field" in str(error)
            return
        read = pq.read_table(home.landed_file("odd")).to_pylist()
        assert facts["row_count"] == len(read) == len(found)
        assert facts["rejected_count"] == sum(row["reject_reason"] is not None for row in read)
        for row, landed_row in zip(found, read, strict=True):
            if landed_row["reject_reason"]:
                assert landed_row["record"]
            elif facts["prompt_field"] == "problem":
                assert landed_row["prompt"] == clean(as_text(row["problem"]))

    check()


@pytest.mark.parametrize("seconds", [2, pytest.param(120, marks=pytest.mark.slow)])
def test_fuzz_of_damaged_files(tmp_path_factory, seconds):
    """Good and bad files of every format with some bytes changed, lost, doubled or moved."""
    chance, folder = random.Random(seconds), tmp_path_factory.mktemp("damaged")
    forms = {name: content for name, (content, *_) in (READ | REFUSED).items()}
    forms = {name: content for name, content in forms.items() if len(content) < 100_000}
    forms |= {
        "a.parquet": parquet(pa.Table.from_pylist(GOOD * 20)),
        "a.arrow": arrow(pa.Table.from_pylist(GOOD * 20)),
        "a.zip": zipped(("a.jsonl", LINES), ("b.csv", "problem,answer\nq,1\n")),
        "a.jsonl.gz": gzip.compress(LINES.encode()),
        "a.jsonl.zst": zstandard.ZstdCompressor().compress(LINES.encode()),
        "a.json": json.dumps(GOOD, indent=1),
    }
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name, content = chance.choice(list(forms.items()))
        damaged = bytearray(content if isinstance(content, bytes) else content.encode("utf-8"))
        for _ in range(chance.randint(1, 6)):
            start = chance.randrange(len(damaged) + 1)
            stop = min(len(damaged), start + chance.choice([1, 2, 4, 16, 400]))
            piece = chance.choice([b"", bytes(stop - start), damaged[start:stop] * 2])
            damaged[start:stop] = chance.choice([piece, chance.randbytes(stop - start)])
        path = folder / f"{chance.randrange(4)}_{name}"
        path.write_bytes(damaged)
        code, message = cli.run(["land", str(path), *GIVEN, "--home", str(folder / "home")])
        assert code in (0, 2), (message, path)
        if code == 0:
            metadata = pq.read_metadata(Home(folder / "home").landed_file("odd"))
            assert json.loads(metadata.metadata[b"atlas"])["row_count"] == metadata.num_rows
