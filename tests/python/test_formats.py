"""Every command speaks to people and, with --format json, to programs: the same in both."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from test_questions import completed
from typer.main import get_command

from atlas import cli
from atlas.home import Home
from atlas.output import as_json
from atlas.publish import publish_side_file, side_file


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that is no group, by how it is called."""
    if not hasattr(command, "commands"):
        yield " ".join(path), command
        return
    for name, one in command.commands.items():
        yield from commands(one, (*path, name))


COMMANDS = dict(commands(get_command(cli.app)))
LAND = "land {rows} --dataset mine --role train --released 2024"
ASK = "Solve the following problem step by step and put the final answer in a box."
INDEX = "index export demo_school demo_contest --out {out}/small.parquet --home {demo}"
ATTACH = "index attach {out}/small.parquet"
# How each command is called, and what goes before it.
CALLS = {
    "land": (LAND,),
    "unland": (LAND, "unland mine"),
    "fetch": ("fetch gsm8k_train",),
    "land-rollouts": ("land-rollouts {rollouts}",),
    "demo": ("demo",),
    "build": ("build --select last_decisions",),
    "publish": ("publish",),
    "query": ("query 'from leak_summary order by all limit 7' --home {demo}",),
    "trace": ("trace demo_benchmark_leaked --home {demo}",),
    "diff": ("diff --home {builds}",),
    "sensitivity": ("sensitivity --home {demo}",),
    "columns": ("columns marts.leaks.timing --home {demo}",),
    "export": ("export --out {out}/curated --home {demo}",),
    "report": ("report --out {out}/report.html --pairs 1 --home {demo}",),
    "check": ("check landed --out {out}/quality.html",),
    "index export": (INDEX,),
    "index attach": (INDEX, ATTACH),
    "index list": (INDEX, ATTACH, "index list"),
    "index detach": (INDEX, ATTACH, "index detach small"),
}


# Every command there is


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_offers_json(name, tmp_path):
    assert "json" in completed(f"atlas {name} --format j", tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_no_colour_in_a_pipe(name, atlas, capfd):
    assert atlas(*name.split(), "--help") == (0, None)
    said = capfd.readouterr().out
    assert re.search(rf"Example: (\S.* )?atlas {name}\b", said)
    assert "\x1b" not in said


@pytest.mark.parametrize("name", COMMANDS)
def test_wrong_use_is_one_line_that_names_the_command_and_nothing_on_stdout(name, atlas, capfd):
    code, message = atlas(*name.split(), "--format", "morse")
    assert (code, capfd.readouterr().out) == (2, "")
    assert message.startswith("Invalid value for '--format': 'morse' is not one of '")
    assert message.endswith(f"see atlas {name} --help")


# What they say


@pytest.fixture
def places(home: Home, demo_home: Home, tmp_path: Path, monkeypatch) -> dict[str, str]:
    """Files and homes that the calls name; what `fetch` downloads is there already."""
    rows = [{"question": f"{ASK} What is {n} + {n}?", "answer": n} for n in range(41)]
    rows += [{"question": None, "answer": 1}] * 3
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    rollout = "p{},open_rs,1.7B,base,0,0,true\n"
    (tmp_path / "rollouts.csv").write_text(
        "prompt,atomic_source,model_scale,stage,step,sample,correct\n"
        + "".join(rollout.format(n) for n in range(17))
    )
    monkeypatch.setattr("atlas.fetch.import_hub", lambda: None)
    monkeypatch.setattr("atlas.fetch.download", lambda *_: ([tmp_path / "rows.jsonl"], "abc123"))
    return {
        "rows": str(tmp_path / "rows.jsonl"),
        "rollouts": str(tmp_path / "rollouts.csv"),
        "out": str(tmp_path),
        "demo": str(demo_home.root),
        "builds": str(tmp_path / "builds"),
    }


def make_side_file(home: Home, figure: float) -> None:
    home.build.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(side_file(home))) as connection:
        connection.execute("create schema marts")
        connection.execute(
            f"create table marts.figures as select 'a' as subject, 'leaks' as figure, {figure} as"
            " value"
        )


@pytest.fixture
def say(home: Home, demo_home: Home, places, capfd):
    """Runs what goes before a command, then the command; gives its stdout."""
    for number in (1.25, 2.5):
        make_side_file(Home(Path(places["builds"])), number)
        publish_side_file(Home(Path(places["builds"])))

    def run(name: str, *more: str) -> str:
        make_side_file(home, 1.0) if name == "publish" else None
        if name == "check":
            home.landed.mkdir(parents=True, exist_ok=True)
            shutil.copy(demo_home.landed_file("demo_school"), home.landed)
        *before, call = ([one.format(**places) for one in shlex.split(c)] for c in CALLS[name])
        for arguments in before:
            assert cli.run(arguments) == (0, None)
        capfd.readouterr()
        assert cli.run([*call, *more]) == (0, None)
        return capfd.readouterr().out

    return run


def in_text(text: str) -> set[str]:
    """Its figures, but for times, which differ from run to run."""
    text = re.sub(r"in \d+ s|\d+:\d+:\d+", "", text)
    return set(re.findall(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?%?(?![\w-])", text))


def values(document: Any) -> Iterator[float | str]:
    """Numbers and texts of a document, and how long its lists are."""
    if isinstance(document, dict | list):
        yield float(len(document))
        for key, part in document.items() if isinstance(document, dict) else enumerate(document):
            yield from (str(key), *values(part))
    elif document is not None and not isinstance(document, bool):
        yield document if isinstance(document, str) else float(document)


def missing(text: str, document: Any) -> set[str]:
    """Figures of the text that the document does not hold."""
    found = list(values(document))
    texts = "\n".join(one for one in found if isinstance(one, str))
    numbers = [one for one in found if not isinstance(one, str)]

    def is_there(figure: str) -> bool:
        digits = figure.rstrip("%")
        decimals = len(digits.partition(".")[2])
        units = (100,) if figure.endswith("%") else (1, 1e-6)  # bytes are said in MB
        return digits in texts or any(
            f"{number * unit:,.{decimals}f}" == digits for number in numbers for unit in units
        )

    return {figure for figure in in_text(text) if not is_there(figure)}


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"demo", "build"}))
def test_the_json_of_a_command_holds_every_figure_of_its_text(name, say):
    text, document = say(name), json.loads(say(name, "--format", "json"))
    assert text.strip()
    assert "\x1b" not in text
    assert document
    assert not missing(text, document)


def test_the_json_of_the_demo_holds_every_figure_of_its_text(demo_home, say):
    document = json.loads(say("demo", "--format", "json"))
    assert not missing((demo_home.root / "demo.out").read_text(), document)
    assert document["row_count"] == sum(one["row_count"] for one in document["datasets"])
    assert {one["rollouts_id"] for one in document["rollouts"]} > {"demo_unusable"}


def test_the_json_of_a_build_holds_every_figure_of_its_text(demo_home, tmp_path):
    copy = Home(tmp_path / "copy")
    shutil.copytree(demo_home.landed, copy.landed)
    shutil.copy(demo_home.warehouse, copy.warehouse)
    shutil.copytree(demo_home.build / "target", copy.build / "target")  # spares parsing
    command = [*shlex.split(CALLS["build"][0]), "--format", "json", "--home", str(copy.root)]
    ended = subprocess.run(
        [sys.executable, "-m", "atlas.cli", *command], capture_output=True, text=True, check=True
    )
    document = json.loads(ended.stdout)
    findings, _ = (demo_home.root / "build.out").read_text().split("warehouse: ")
    assert not missing(findings, document["found"])
    assert (document["state"], document["models"], document["tests"] > 0) == ("published", 1, True)
    assert document["slowest"][0]["model"] == "curation.last_decisions"
    assert document["warehouse"] == str(copy.warehouse)
    assert document["rows"]["marts.rows"] == document["found"]["row_count"]


def test_a_figure_that_is_left_out_is_noticed():
    text = "5,985 rows, 96.2%, 1.5 MB"
    assert missing(text, {"rows": 5985, "share": 0.9621, "bytes": 1_490_000}) == set()
    assert missing(text, {"rows": 5984, "share": 0.95, "bytes": 10}) == {"5,985", "96.2%", "1.5"}


# Landing


def test_landing_says_what_it_found_and_why_rows_were_rejected(say):
    document = json.loads(say("land", "--format", "json"))
    (found,) = document["datasets"]
    assert document["is_landed"]
    assert (found["dataset_id"], found["row_count"], found["rejected_count"]) == ("mine", 44, 3)
    assert found["rejects"] == {"null_prompt": 3}
    assert (found["prompt_field"], found["answer_field"]) == ("question", "answer")
    assert found["wrapper_prefix"].startswith(ASK)
    assert len(found["examples"]) == 3


def test_a_look_says_what_would_be_landed_and_lands_nothing(atlas, home, places, capfd):
    assert atlas("land", places["rows"], "--format", "json") == (0, None)
    document = json.loads(capfd.readouterr().out)
    assert not document["is_landed"]
    assert document["datasets"][0]["row_count"] == 44
    assert not home.landed.exists()


def test_what_fails_of_a_catalog_stands_beside_what_landed(atlas, home, places, capfd, tmp_path):
    (tmp_path / "catalog.csv").write_text(
        "dataset_id,files,role\ngood,rows.jsonl,train\nbad,nowhere.jsonl,train\n"
    )
    assert atlas("land", "--catalog", tmp_path / "catalog.csv", "--format", "json")[0] == 1
    document = json.loads(capfd.readouterr().out)
    assert [one["dataset_id"] for one in document["datasets"]] == ["good"]
    assert document["failed"]["bad"].startswith("nowhere.jsonl is neither in")


def test_what_was_fetched_before_a_failure_is_said(atlas, home, places, capfd, monkeypatch):
    assert atlas("fetch", "gsm8k_train", "bench_gsm8k_test", "--format", "json") == (0, None)
    both = json.loads(capfd.readouterr().out)["datasets"]
    assert [one["dataset_id"] for one in both] == ["gsm8k_train", "bench_gsm8k_test"]
    files = iter([[Path(places["rows"])], [Path("nowhere.jsonl")]])
    monkeypatch.setattr("atlas.fetch.download", lambda *_: (next(files), "abc123"))
    code, message = atlas("fetch", "gsm8k_train", "bench_gsm8k_test", "--format", "json")
    assert (code, "nowhere.jsonl" in message) == (2, True)
    (first,) = json.loads(capfd.readouterr().out)["datasets"]
    assert first["dataset_id"] == "gsm8k_train"


# JSON


def test_what_json_has_no_word_for_is_null():
    document = {"a": [float("nan"), (float("inf"), 1.5)], "b": Path("c")}
    assert json.loads(as_json(document)) == {"a": [None, [None, 1.5]], "b": "c"}
