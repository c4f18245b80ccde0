"""`atlas land` and `atlas unland`, from raw files to the landed Parquet file."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.landing import land as landing
from atlas.landing.landed_schema import LANDED_SCHEMA

ROWS = [{"problem": f"What is {number} + 1?", "answer": number + 1} for number in range(30)]
GIVEN = ("--role", "train", "--released", "2024-05-01")


@pytest.fixture
def file(tmp_path):
    """Writes JSON lines; gives the path."""

    def write(*rows, name="rows.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return path

    return write


def test_a_landed_file_holds_the_rows_as_published(atlas, file, landed_rows, landed_facts, capsys):
    path = file(*ROWS)
    assert atlas("land", path, "--dataset", "sums", *GIVEN, "--licence", "MIT") == (0, None)
    rows, facts = landed_rows("sums"), landed_facts("sums")
    assert [(row["row_number"], row["prompt"], row["answer"]) for row in rows] == [
        (number, row["problem"], str(row["answer"])) for number, row in enumerate(ROWS)
    ]
    assert {row["file"] for row in rows} == {"rows.jsonl"}
    assert {row["file_sha256"] for row in rows} == {facts["files"][0]["sha256"]}
    expected = {
        "dataset_id": "sums",
        "role": "train",
        "domain": None,
        "licence": "MIT",
        "released_on": "2024-05-01",
        "released_precision": "day",
        "prompt_field": "problem",
        "answer_field": "answer",
        "source_field": None,
        "wrapper_prefix": None,
        "row_count": 30,
        "rejected_count": 0,
        "notes": [],
    }
    assert expected.items() <= facts.items()
    shown = capsys.readouterr().out
    assert "30 rows from 1 file (JSON lines)" in shown
    assert "What is 2 + 1?" in shown


def test_the_landed_schema_is_the_agreed_one(atlas, file, home):
    atlas("land", file(*ROWS), "--dataset", "sums", *GIVEN)
    assert pq.read_schema(home.landed_file("sums")).equals(LANDED_SCHEMA)


def test_rows_without_a_usable_prompt_are_kept_with_the_reason(atlas, file, landed_rows, capsys):
    bad = {
        '{"problem": null}': "null_prompt",
        '{"answer": 1}': "null_prompt",
        '{"problem": " \\n"}': "empty_prompt",
        '{"problem": 7}': "not_text",
        '{"problem": {"a": 1}}': "not_text",
        '{"problem": "cut': "not_json",
        "7": "null_prompt",
    }
    assert atlas("land", file(*ROWS, *bad), "--dataset", "sums", *GIVEN)[0] == 0
    rejects = landed_rows("sums")[30:]
    assert [row["reject_reason"] for row in rejects] == list(bad.values())
    assert all(row["record"] for row in rejects)
    assert "2 not_text" in capsys.readouterr().out


def test_row_numbers_run_over_all_files_in_the_order_given(atlas, file, landed_rows, landed_facts):
    first, second = file(*ROWS[:9], name="b.jsonl"), file("{", *ROWS[9:], name="a.jsonl")
    atlas("land", first, second, "--dataset", "sums", *GIVEN)
    rows = landed_rows("sums")
    assert [row["row_number"] for row in rows] == list(range(31))
    assert [row["file"] for row in rows] == ["b.jsonl"] * 9 + ["a.jsonl"] * 22
    assert [described["rows"] for described in landed_facts("sums")["files"]] == [9, 22]


def test_structured_answers_become_compact_json(atlas, file, landed_rows):
    row = {"problem": "Which?", "answer": {"numbers": [1, 2.5], "ok": True, "name": "é"}}
    atlas("land", file(row), "--dataset", "sums", *GIVEN)
    assert landed_rows("sums")[0]["answer"] == '{"numbers":[1,2.5],"ok":true,"name":"é"}'


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ("What is {} + 1?", None),
        (["What is {} + 1?", "5"], "5"),
        (
            {
                "contents": [
                    {"role": "user", "parts": [{"text": "What is {} + 1?"}]},
                    {"role": "model", "parts": [{"text": "It is \\boxed{5}."}]},
                ]
            },
            "5",
        ),
    ],
    ids=["texts", "pairs", "parts"],
)
def test_rows_that_name_no_field_land(atlas, tmp_path, landed_rows, row, answer):
    rows = [json.loads(json.dumps(row).replace("{}", str(number))) for number in range(30)]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    atlas("land", path, "--dataset", "sums", *GIVEN)
    assert [(found["prompt"], found["answer"]) for found in landed_rows("sums")] == [
        (f"What is {number} + 1?", answer) for number in range(30)
    ]


def test_a_file_without_rows_lands_and_says_so(atlas, tmp_path, landed_rows, landed_facts):
    pq.write_table(pa.table({"problem": pa.array([], pa.string())}), tmp_path / "rows.parquet")
    atlas("land", tmp_path / "rows.parquet", "--dataset", "sums", *GIVEN)
    assert landed_rows("sums") == []
    assert landed_facts("sums")["notes"] == ["there is no row in it"]


def test_decimals_and_dates_land_as_they_are_written(atlas, tmp_path, landed_rows):
    path = tmp_path / "a.parquet"
    answers = pa.array([Decimal("475.00")] * 2, pa.decimal128(12, 2))
    pq.write_table(pa.table({"problem": ["How much?", "And now?"], "answer": answers}), path)
    atlas("land", path, "--dataset", "odd", *GIVEN)
    assert landed_rows("odd")[0]["answer"] == "475.00"


def test_files_of_other_columns_land_and_one_without_prompts_is_named(
    atlas, file, landed_rows, landed_facts
):
    other = [{"question": f"Is {number} prime?", "label": "no"} for number in range(9)]
    files = [
        file(*ROWS, name="a.jsonl"),
        file(*other, name="b.jsonl"),
        file({"n": 1}, {"n": 2}, name="c.jsonl"),
    ]
    assert atlas("land", *files, "--dataset", "sums", *GIVEN)[0] == 0
    facts = landed_facts("sums")
    assert facts["prompt_field"] == "problem or question"
    assert facts["answer_field"] == "answer or label"
    assert facts["rejected_count"] == 2
    assert facts["notes"] == ["c.jsonl: all its rows are rejected"]


def test_files_about_the_data_are_left_out_with_a_note(
    atlas, file, tmp_path, home, landed_rows, landed_facts, capsys
):
    about = {
        "README.md": "# Sums",
        "LICENSE": "MIT",
        ".gitattributes": "*.parquet filter=lfs",
        ".gitkeep": "",
        "dataset_infos.json": '{"a": {"features": {"q": {"_type": "Value"}}}, "b": {}}',
        "stats.json": '{"rows": 30, "made_by": "somebody"}',
        "card.html": "<html></html>",
        "croissant.json": '{"name": "s", "parts": [{"id": 1, "description": "Sums by hand."}]}',
    }
    folder = tmp_path / "sums"
    folder.mkdir()
    for name, text in about.items():
        (folder / name).write_text(text)
    file(*ROWS[:20], name="sums/train.jsonl")
    file(*ROWS[20:], name="sums/valid.jsonl")
    for given in ([folder], sorted(folder.iterdir())):
        assert atlas("land", *given, "--dataset", "sums", *GIVEN) == (0, None)
        assert [row["answer"] for row in landed_rows("sums")] == [
            str(row["answer"]) for row in ROWS
        ]
        notes = landed_facts("sums")["notes"]
        assert all(note.startswith("left out: ") for note in notes)
        named = {name for name in about if any(name in note for note in notes)}
        assert named == {name for name in about if folder not in given or name[0] != "."}
    assert "stats.json is an object without a prompt" in capsys.readouterr().out


def test_an_object_about_the_data_in_an_archive_is_left_out(atlas, tmp_path, landed_facts):
    path = tmp_path / "sums.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("meta.json", '{"n": 30}')
        archive.writestr("train.jsonl", "\n".join(map(json.dumps, ROWS)))
    assert atlas("land", path, "--dataset", "sums", *GIVEN) == (0, None)
    assert landed_facts("sums")["row_count"] == 30
    assert landed_facts("sums")["notes"] == ["left out: meta.json is an object without a prompt"]


def test_what_may_hold_data_is_not_left_out(atlas, file, tmp_path):
    rows = file(*ROWS)
    for name, content in {
        "more.parquet": b"version https://git-lfs.github.com/spec/v1",
        "more.tar": bytes(257) + b"ustar" + bytes(250),
        "more.jsonl": b"",
        "text.parquet": b"Entry not found",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert name in atlas("land", rows, tmp_path / name, "--dataset", "sums", *GIVEN)[1]


def test_a_folder_without_data_is_refused(atlas, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    assert "holds no files" in atlas("land", folder)[1]
    (folder / "README.md").write_text("# Sums")
    (folder / "LICENSE").write_text("MIT")
    assert "no file holds rows (LICENSE is in no known format" in atlas("land", folder)[1]


def test_what_is_said_of_the_columns_is_said_of_the_file_that_has_them(atlas, file, tmp_path):
    card = file({"name": "sums"}, name="a.jsonl")
    rows = file(*[{"zadanie": f"Wie viel ist 1 + {n}?"} for n in range(9)], name="b.jsonl")
    _, message = atlas("land", card, rows)
    assert "in b.jsonl; name it with --prompt zadanie (columns: zadanie)" in message
    columns = {"a.parquet": "problem", "b.parquet": "odd.name"}
    for name, column in columns.items():
        pq.write_table(pa.table({column: ["What is 1 + 1?"] * 9}), tmp_path / name)
    files = [tmp_path / name for name in columns]
    assert atlas("land", *files, "--prompt", "odd.name") == (0, None)


def test_single_messages_of_chats_are_refused_with_the_way_out(atlas, file):
    asked = [{"message_id": n, "role": "prompter", "text": f"What is {n} + 1?"} for n in range(9)]
    said = [{"message_id": n, "role": "assistant", "text": f"It is {n + 1}."} for n in range(9)]
    code, message = atlas("land", file(*asked, *said))
    assert code == 2
    assert "are single messages of chats (role: prompter, assistant)" in message
    assert "keep the rows of prompter that open a chat" in message
    assert atlas("land", file(*asked)) == (0, None)


def test_a_file_whose_rows_are_all_rejected_is_refused(atlas, file, home):
    path = file({"problem": 7}, {"problem": 8})
    code, message = atlas("land", path, "--dataset", "sums", *GIVEN, "--prompt", "problem")
    assert code == 2
    assert "prompt field 'problem' gives no row a prompt (2 not_text); name another" in message
    assert os.listdir(home.landed) == []


def test_a_file_named_like_a_registered_dataset_is_looked_at_as_it_is(atlas, file, capsys):
    rows = [{"problem": row["problem"]} for row in ROWS]
    assert atlas("land", file(*rows, name="taco.jsonl"))[0] == 0
    assert "was looked for" in capsys.readouterr().out


def test_texts_that_utf8_cannot_hold_are_told(atlas, tmp_path, landed_rows, landed_facts):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"problem": "half \\ud800 and \\u0000"}\n{"problem": "caf\xe9"}\n')
    assert atlas("land", path, "--dataset", "odd", *GIVEN)[0] == 0
    assert [row["prompt"] for row in landed_rows("odd")] == ["half \ufffd and \0", "caf\ufffd"]
    assert "2 texts" in landed_facts("odd")["notes"][0]


def test_a_wrapper_is_found_and_shown(atlas, file, landed_facts, capsys):
    wrapped = [{"problem": f"{row['problem']}\nPlease reason step by step."} for row in ROWS]
    atlas("land", file(*wrapped), "--dataset", "sums", *GIVEN)
    assert landed_facts("sums")["wrapper_suffix"] == "\nPlease reason step by step."
    assert "suffix “Please reason step by step.” (100.0%)" in capsys.readouterr().out


def test_landing_again_replaces(atlas, file, landed_rows):
    atlas("land", file(*ROWS), "--dataset", "sums", *GIVEN)
    atlas("land", file(*ROWS[:3]), "--dataset", "sums", *GIVEN)
    assert len(landed_rows("sums")) == 3


def test_a_failed_landing_leaves_the_old_file_and_nothing_else(
    atlas, file, home, landed_rows, monkeypatch
):
    atlas("land", file(*ROWS), "--dataset", "sums", *GIVEN)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(landing, "metadata_of", fail)
    code, message = atlas("land", file(*ROWS[:3]), "--dataset", "sums", *GIVEN)
    assert (code, message) == (1, "No space left on device; check space and permissions")
    assert len(landed_rows("sums")) == 30
    assert os.listdir(home.landed) == ["sums.parquet"]


def test_a_killed_landing_leaves_nothing_visible(file, home):
    home.landed.mkdir(parents=True)
    script = (
        "import time\n"
        "from atlas.landing import land\n"
        "land.metadata_of = lambda *_: time.sleep(60)\n"
        "from atlas.cli import main\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "land", file(*ROWS), "--dataset", "sums", *GIVEN]
    )
    while not list(home.landed.glob(".*.partial")):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert list(home.landed.glob("*.parquet")) == []


def test_a_link_in_the_place_of_a_landed_file_is_not_followed(atlas, file, home, tmp_path):
    outside = tmp_path / "outside.parquet"
    outside.write_text("precious")
    home.landed.mkdir(parents=True)
    home.landed_file("sums").symlink_to(outside)
    assert atlas("land", file(*ROWS), "--dataset", "sums", *GIVEN)[0] == 0
    assert outside.read_text() == "precious"


def test_heavy_columns_are_not_read(atlas, tmp_path, landed_rows):
    path = tmp_path / "a.parquet"
    rows = [{**row, "generations": ["x" * 99]} for row in ROWS]
    pq.write_table(pa.Table.from_pylist([*rows, {"problem": None}]), path)
    atlas("land", path, "--dataset", "sums", *GIVEN)
    assert landed_rows("sums")[-1]["record"] == '{"problem":null,"answer":null}'


def test_what_a_data_file_holds_cannot_command_the_terminal(atlas, file, capsys):
    atlas("land", file({"problem": "\x1b[2J\x07 [red]x[/red]?"}), "--dataset", "odd", *GIVEN)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "[red]x[/red]?" in shown


@pytest.mark.parametrize("released", ["2024-05", "2024", "unknown"])
def test_a_release_date_may_be_vague(atlas, file, landed_facts, released):
    atlas("land", file(*ROWS), "--dataset", "sums", "--role", "train", "--released", released)
    facts = landed_facts("sums")
    assert (facts["released_on"], facts["released_precision"]) == {
        "2024-05": ("2024-05-01", "month"),
        "2024": ("2024-01-01", "year"),
        "unknown": (None, "unknown"),
    }[released]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--dataset", "../up"], "dataset id '../up' cannot be used"),
        (["--dataset", "a/b"], "dataset id 'a/b' cannot be used"),
        (["--dataset", "it's"], 'dataset id "it\'s" cannot be used'),
        (["--dataset", "sums", "--role", "trian"], "role 'trian' is unknown"),
        (["--dataset", "sums", "--released", "2024-13-01"], "is no date"),
        (["--dataset", "sums", "--released", "2999-01-01"], "lies in the future"),
        (["--dataset", "sums", "--prompt", "x"], "in no row; the columns are: problem, answer"),
        (["--dataset", "sums", "--answer", "x.y"], "in no row; the columns are: problem, answer"),
        (["--dataset", "sums", "--prompt", "x["], "cannot be read; write it like"),
        (["--dataset"], "requires an argument; see atlas land --help"),
        (["--catalog", "c.csv"], "cannot be read as a catalog"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(atlas, file, home, options, complaint):
    files = [] if "--catalog" in options else [file(*ROWS)]
    code, message = atlas("land", *files, *GIVEN, *options)
    assert code == 2
    assert complaint in message
    assert "\n" not in message
    assert not home.landed.exists() or os.listdir(home.landed) == []


@pytest.mark.parametrize("missing", ["--role", "--released"])
def test_an_unregistered_dataset_needs_a_role_and_a_date(atlas, file, missing):
    given = {"--role": "train", "--released": "2024-05-01"}
    del given[missing]
    options = [word for option in given.items() for word in option]
    code, message = atlas("land", file(*ROWS), "--dataset", "sums", *options)
    assert code == 2
    assert missing in message


def test_unland_removes_what_was_landed(atlas, file, home):
    atlas("land", file(*ROWS), "--dataset", "sums", *GIVEN)
    assert atlas("unland", "sums") == (0, None)
    assert os.listdir(home.landed) == []
    assert atlas("unland", "sums")[0] == 2


@pytest.mark.parametrize("command", ["land", "unland", "fetch"])
def test_every_command_has_help_with_an_example(atlas, command, capsys):
    assert atlas(command, "--help")[0] == 0
    assert f"Example: atlas {command}" in capsys.readouterr().out


def test_no_error_is_a_traceback(atlas, monkeypatch):
    def fail(*_):
        raise ValueError("two\nlines \x1b[2J")

    monkeypatch.setattr("atlas.home.Home.find", fail)
    code, message = atlas("unland", "x")
    assert code == 1
    assert message == "unexpected ValueError: two lines \ufffd[2J; ATLAS_DEBUG=1 shows more"


def test_without_a_dataset_nothing_is_landed_but_everything_shown(home, atlas, tmp_path, capsys):
    file = tmp_path / "Mein Satz.csv"
    ask = "Please solve this step by step:\n\n"
    lines = [f'{n};"{ask}How much is {n} + {n + 1}?";{2 * n + 1}' for n in range(40)]
    file.write_text("\n".join(["Nr;Aufgabe (Text);Lösung", *lines]))
    code, message = atlas("land", file)
    assert (code, "name it with --prompt 'Aufgabe (Text)'" in message) == (2, True)
    options = ("--prompt", "Aufgabe (Text)", "--answer", "Lösung")
    assert atlas("land", file, *options) == (0, None)
    said = capsys.readouterr().out
    assert "mein_satz: would land 40 rows" in said
    assert "prefix “Please solve this step by step:" in said
    assert "nothing is landed yet" in said
    assert not home.landed.exists()
    named = ("--dataset", "mine", "--role", "train", "--released", "unknown")
    assert atlas("land", file, *options, *named) == (0, None)
    assert "next: atlas build" in capsys.readouterr().out
    assert home.landed_file("mine").exists()
