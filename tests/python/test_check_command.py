"""`atlas check`: what it says, its exit codes, and its report, also in a browser."""

import json
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import browser
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from selenium.webdriver import Chrome

from atlas import cli
from atlas.check.checked import SUITES, Checked
from atlas.check.report import page, write_report
from atlas.check.run import Outcome
from atlas.home import Home

HOSTILE = """</td></script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">
&lt;b&gt; \u2028 \x1b[31m <b>bold</b> https://example.org/x.png"""


@pytest.fixture(scope="module")
def world(demo_home: Home, tmp_path_factory) -> Home:
    """The demo world with an export, as links: nothing is written to the demo itself."""
    home = Home(tmp_path_factory.mktemp("world"))
    for place in ("landed", "rollouts", "warehouse.duckdb"):
        (home.root / place).symlink_to(demo_home.root / place)
    out = home.exports / "dapo_plus_plus_verl"
    assert cli.run(["export", "--home", str(home.root), "--out", str(out)]) == (0, None)
    return home


@pytest.fixture(scope="module")
def report(world: Home) -> Path:
    """The report of the whole demo world, where everything holds."""
    assert cli.run(["check", "--home", str(world.root)]) == (0, None)
    return world.root / "quality.html"


def outcome(claim: str = "a row has an answer", **facts: object) -> Outcome:
    found = {"suite": "curated", "part": "dapo_plus_plus", "table": "rows", "checked": 100}
    return Outcome(claim=claim, expectation="expect_something", **{**found, **facts})


# The command


def test_all_suites_hold_on_the_demo_world(report):
    found = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    assert found["ok"]
    assert found["notes"] == []
    assert {one["suite"] for one in found["outcomes"]} == {
        *("seeds", "landed", "curated", "exported")
    }
    assert sum(one["checked"] for one in found["outcomes"] if one["claim"] == "a row has an answer")


def test_what_is_not_there_is_said_in_a_line_and_no_failure(atlas, home, capsys, monkeypatch):
    suites = {name: suite for name, suite in SUITES.items() if name != "seeds"}
    monkeypatch.setattr("atlas.check.checked.SUITES", suites)  # seeds are always there
    code = atlas("check", "--format", "json")
    notes = json.loads(capsys.readouterr().out)["notes"]
    assert code == (0, None)
    assert notes == [
        "landed not checked: nothing is landed; run atlas demo or atlas land FILE...",
        "curated not checked: there is no warehouse; run atlas build",
        "exported not checked: nothing is exported; run atlas export",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["curate"], "neither a suite nor a folder; name seeds, landed, curated, exported"),
        (["."], "holds no Parquet file"),
        (["curated"], "there is no warehouse; run atlas build"),
        (["seeds", "--out", "quality.json"], "name an .html file"),
        (["seeds", "--out", "/nowhere/quality.html"], "there is no folder /nowhere"),
        (["seeds", "--format", "yaml"], "see atlas check --help"),
    ],
)
def test_wrong_use_is_refused_in_one_line(atlas, home, arguments, words):
    code, message = atlas("check", *arguments)
    assert (code, words in message, "\n" in message) == (2, True, False)


@pytest.fixture
def broken(world: Home, home: Home, capsys) -> Home:
    """The curated table with an answer lost and an item of a benchmark in it."""
    home.root.mkdir()
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(f"attach '{world.warehouse}' as demo (read_only)")
        connection.execute("create schema marts; create schema curation")
        tables = "datasets rows prompts leaks matches curation_decisions dapo_plus_plus".split()
        for table in ("curation.chosen_pool", *(f"marts.{name}" for name in tables)):
            connection.execute(f"create table {table} as from demo.{table}")
        connection.execute("""
            update marts.dapo_plus_plus set reward_model = {'style': 'rule', 'ground_truth': null}
            where extra_info.index < 3
        """)
        connection.execute("""
            update marts.dapo_plus_plus set extra_info = struct_update(
                extra_info,
                problem_id := (
                    select any_value(problem_id) from marts.rows
                    semi join (from marts.datasets where role = 'benchmark') using (dataset_id)
                )
            )
            where extra_info.index = 7
        """)
    capsys.readouterr()
    return home


def test_a_failed_check_says_the_worst_and_exits_with_one(atlas, broken, capsys):
    assert atlas("check", "curated") == (1, None)
    said = capsys.readouterr().out
    rows = json.loads((broken.root / "quality.json").read_text())["outcomes"][-1]["checked"]
    of = f"of {rows:,}"
    worst = said.split("worst\n")[1].splitlines()
    assert f"fails: dapo_plus_plus: “a row has an answer” is not true of 3 {of} rows" in worst[0]
    assert f"“no row states a problem of a benchmark” is not true of 1 {of} problems" in worst[1]
    assert "index 7" in worst[1]
    assert said.splitlines()[-1] == f"quality report: {broken.root / 'quality.html'}"


def test_a_warehouse_that_is_not_whole_is_said_in_one_line(atlas, broken):
    with duckdb.connect(str(broken.warehouse)) as connection:
        connection.execute("drop table marts.leaks")
    code, message = atlas("check", "curated")
    assert (code, "the warehouse is not whole" in message, "\n" in message) == (1, True, False)


def test_a_folder_of_exported_files_can_be_named(atlas, world, tmp_path, capsys):
    folder = world.exports / "dapo_plus_plus_verl"
    code = atlas("check", folder, "--out", tmp_path / "my.html", "--home", world.root)
    assert code == (0, None)
    assert {one["part"] for one in json.loads((tmp_path / "my.json").read_text())["outcomes"]} == {
        "dapo_plus_plus_verl"
    }


def test_files_that_are_no_data_fail_and_break_nothing(home, atlas, tmp_path):
    folder, table = tmp_path / "exported", pa.table({"prompt": ["a"]})
    folder.mkdir()
    pq.write_table(table, folder / "train.parquet", compression="none", store_schema=False)
    content = (folder / "train.parquet").read_bytes()
    (folder / "train.parquet").write_bytes(content.replace(b"prompt", b"\xff\xfeompt"))
    home.landed.mkdir(parents=True)
    nested = {b"atlas": b"[" * 100_000}
    pq.write_table(table.replace_schema_metadata(nested), home.landed / "deep.parquet")
    for part in (folder, "landed"):
        code, message = atlas("check", part, "--out", tmp_path / "quality.html")
        assert code == 1
        assert "unexpected" not in (message or "")


def test_the_worst_are_failures_before_warnings_and_many_rows_before_few():
    lost = outcome("lost", error="no such table", checked=0)
    few, many = outcome("few", failing=1), outcome("many", failing=9)
    warning = outcome("warning", failing=50, is_warning=True)
    holds = outcome("holds")
    assert Checked([warning, holds, few, many]).worst == [many, few, warning]
    assert Checked([warning, few, many, lost]).worst == [lost, many, few]
    assert Checked([warning, holds]).failed == []


def test_nothing_is_sent_or_written_anywhere_else(world, tmp_path):
    """Great Expectations, from its import on, asks no host and leaves nothing in the home."""
    script = """
import json, os, socket, sys
asked = []
def refuse(*arguments, **_):
    asked.append(str(arguments))
    raise OSError("there is no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from atlas import cli
code = cli.run(["check", "curated", "--format", "json", *sys.argv[1:]])
from atlas.check.run import great_expectations_context
is_on = great_expectations_context().config.analytics_enabled
print(json.dumps([code, asked, os.environ["GX_ANALYTICS_ENABLED"], is_on]))
"""
    user = tmp_path / "user"
    user.mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", script, "--home", world.root, "--out", tmp_path / "quality.html"],
        env={
            "HOME": str(user),
            "PATH": "",
            "PYTHONPATH": ":".join(sys.path),
            "GX_ANALYTICS_ENABLED": "true",
        },
        cwd=user,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ended.stdout.splitlines()[-1]) == [[0, None], [], "false", False]
    assert ended.stderr == ""
    assert list(user.rglob("*")) == []


# The report


class Tags(HTMLParser):
    """The tags of a page, and what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.references = set(), []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.references += [value for name, value in attributes if name in ("src", "href")]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A report in which every text from outside is hostile."""
    text = {"claim": HOSTILE, "part": HOSTILE, "table": HOSTILE}
    checked = Checked(
        [
            outcome(**text, failing=3, examples=[HOSTILE] * 3),
            outcome(**text, error=HOSTILE),
            outcome(**text, failing=1, observed=HOSTILE, is_warning=True),
            outcome(**text),
        ],
        [HOSTILE],
    )
    file = tmp_path_factory.mktemp("hostile") / "quality.html"
    write_report(file, checked)
    return file


@pytest.fixture(scope="module")
def of_demo(report: Path) -> Path:
    return report


@pytest.mark.parametrize("which", ["of_demo", "hostile"])
def test_a_report_refers_to_nothing_and_has_no_script(which, request):
    tags = Tags()
    tags.feed(request.getfixturevalue(which).read_text(encoding="utf-8"))
    assert {one for one in tags.references if not one.startswith("#")} == {"data:,"}
    assert tags.tags & {"script", "img", "iframe", "b", "object"} == set()


def test_a_report_shows_every_outcome_with_its_examples():
    broken = outcome(failing=2, examples=["index 3 (answer nothing)", "index 5 (answer nothing)"])
    shown = page(Checked([broken, outcome("it is so")], ["exported not checked: nothing is there"]))
    for words in (
        *("1 of 2 claims fail", "✗ fails", "a row has an answer", "index 3", "index 5"),
        *("✓ holds", "it is so", "not checked: nothing is there"),
    ):
        assert words in shown


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    if not browser.is_there():
        pytest.skip(browser.MISSING)
    with browser.chromium() as driver:
        yield driver


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("which", ["of_demo", "hostile"])
def test_in_a_browser_nothing_breaks_and_nothing_is_loaded(driver, request, which, width):
    file = request.getfixturevalue(which)
    browser.show(driver, file, width)
    assert driver.get_log("browser") == []
    asked = [json.loads(one["message"])["message"] for one in driver.get_log("performance")]
    urls = [
        one["params"]["request"]["url"]
        for one in asked
        if one["method"] == "Network.requestWillBeSent"
    ]
    assert urls == [file.as_uri()]
    assert driver.execute_script("return window.hacked") is None
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    assert driver.title == "Data quality"
