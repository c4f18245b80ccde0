"""What may be asked of the warehouse and what not, the questions of analyses/, and notebooks."""

import json
import os
import re
import subprocess
import sys
from collections import Counter

import duckdb
import pytest

import atlas as package
from atlas import analyses
from atlas.errors import UserError
from atlas.question import check_is_question
from atlas.warehouse import open_warehouse

NEED_PUBLISHED_SETS = {"q_against_published"}


@pytest.fixture
def ask(demo_home, atlas, capsys):
    def ask(*arguments: str) -> str:
        capsys.readouterr()
        assert atlas("query", "--home", demo_home.root, *arguments) == (0, None)
        return capsys.readouterr().out

    return ask


# Attacks

WRITES = [
    "drop table marts.rows",
    "delete from marts.rows",
    "insert into marts.rows select * from marts.rows",
    "truncate marts.rows",
    "update marts.rows set answer = '7'",
    "alter table marts.rows add column x int",
    "create or replace temp view rows as select 1",
    "create macro f() as 1",
    "with gone as (delete from marts.rows returning *) from gone",
    "merge into marts.rows using marts.rows as other on true when matched then delete",
    "comment on table marts.rows is 'mine'",
    "vacuum",
    "checkpoint",
    "force checkpoint",
]
FILES = [
    "copy marts.rows to '{file}'",
    "copy (select 1) to '{file}' (format parquet)",
    "export database '{folder}'",
    "import database '{folder}'",
    "attach '{file}' as other",
    "attach ':memory:' as other",
    "from '{file}'",
    'from "{file}"',
    "from read_csv('{file}')",
    "from read_csv_auto('{file}')",
    "from read_json('{file}')",
    "from read_parquet('{file}')",
    "from parquet_scan('{file}')",
    "from parquet_metadata('{file}')",
    "from read_text('{file}')",
    "from read_blob('{file}')",
    "from sniff_csv('{file}')",
    "from read_duckdb('{file}', table_name = 'rows')",
    "from glob('{folder}/*')",
    "select (select content from read_text('{file}'))",
    "with secret as (from read_text('{file}')) from secret",
    "select 1 union all select content from read_text('{file}')",
    "select * from marts.rows where answer in (select content from read_text('{file}'))",
    "from query('from read_text(''{file}'')')",
    "from query_table('{file}')",
    "from json_execute_serialized_sql(json_serialize_sql('from read_text(''{file}'')'))",
    "from \"READ_TEXT\"('{file}')",
    "from/**/read_text/**/('{file}')",
    "from main.read_text('{file}')",
    "from system.main.read_text('{file}')",
    "select lambda x: x, * from read_text('{file}')",
    "from 'https://127.0.0.1/rows.parquet'",
]
SETTINGS = [
    "set enable_external_access = true",
    "reset lock_configuration",
    "set global threads = 1",
    "pragma database_list",
    "pragma threads = 1",
    "call pragma_version()",
    "call enable_logging()",
    "use staging",
    "install httpfs",
    "load httpfs",
    "prepare asked as select 1",
    "begin transaction",
    "select getenv('HOME')",
    "from duckdb_settings()",
    "from duckdb_secrets()",
    "from duckdb_extensions()",
    "explain analyze from marts.rows",
    "select 1; drop table marts.rows",
    "select 1; select 2",
    "-- nothing",
    ";",
    "",
]


@pytest.mark.parametrize("sql", WRITES + FILES + SETTINGS)
def test_what_is_no_question_is_refused_before_duckdb_or_by_it(demo_home, atlas, tmp_path, sql):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    before = demo_home.warehouse.stat()
    asked = sql.format(file=secret, folder=tmp_path)
    code, message = atlas("query", "--home", demo_home.root, "--", asked)
    assert code == 2
    assert "\n" not in message
    assert "the secret" not in message
    assert "unexpected" not in message
    after = demo_home.warehouse.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [file.name for file in tmp_path.iterdir()] == ["secret.txt"]


@pytest.mark.parametrize("sql", WRITES + FILES)
def test_duckdb_alone_refuses_whatever_the_parser_might_miss(demo_home, tmp_path, sql):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    if "checkpoint" in sql or sql == "vacuum":
        pytest.skip("does nothing on a file that is open for reading")
    if "temp" in sql:
        pytest.skip("is gone with the connection")
    with open_warehouse(demo_home) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql.format(file=secret, folder=tmp_path)).fetchall()


def test_a_variable_of_the_program_is_no_table(demo_home, atlas):
    code, message = atlas("query", "from arguments", "--home", demo_home.root)
    assert (code, "arguments does not exist" in message) == (2, True)


@pytest.mark.parametrize(
    "sql",
    [
        "select 'copy rows to ''x''' as said",
        "/* attach */ -- drop\nselect 1",
        'select 1 as "read_csv"',
        "from range(3)",
        pytest.param(
            "pivot datasets on role using count(*) group by domain",
            marks=pytest.mark.skipif(
                duckdb.__version__ < "2", reason="DuckDB 1 makes two statements of it"
            ),
        ),
        "from rows select dataset_id limit 1;",
        "with recursive up (n) as (select 1 union all select n + 1 from up where n < 3) from up",
        "select * from (select * from rows limit 1) intersect select * from rows limit 1",
        "select unnest(attribution_path) from rows limit 1",
        "from duckdb_columns() where schema_name = 'marts' limit 1",
    ],
)
def test_questions_that_look_dangerous_are_answered(ask, sql):
    assert check_is_question(sql) is None
    assert ask("--", sql)


def test_a_question_may_come_from_a_file(demo_home):
    ended = subprocess.run(
        [sys.executable, "-m", "atlas.cli", "query", "-", "--format", "csv"],
        input="-- how many\nselect count(*) as datasets from datasets",
        env=os.environ | {"ATLAS_HOME": str(demo_home.root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines()[0] == "datasets"


# The questions of analyses/


def test_there_are_questions_for_everybody():
    asked = analyses.questions()
    assert len(asked) >= 12
    for name, question in asked.items():
        assert analyses.text_of(name).startswith("-- "), name
        assert question.rstrip(".").endswith("?"), f"{name} begins with no question"


@pytest.mark.parametrize("name", analyses.names())
def test_every_analysis_finds_something_on_the_demo(ask, name):
    found = json.loads(ask("--analysis", name, "--format", "json"))
    assert found or name in NEED_PUBLISHED_SETS


@pytest.mark.parametrize("name", analyses.names())
def test_no_two_rows_of_an_analysis_stand_at_one_place_of_its_order(demo_home, name):
    with open_warehouse(demo_home) as connection:
        rows, _, keys = analyses.sql_of(name, connection).rpartition("\norder by ")
        keys = re.sub(r"\blimit \d+|\b(desc|nulls last)\b|\b[a-z_]+\.", "", keys)
        ties = f"select {keys} from ({rows}) group by all having count(*) > 1"
        assert connection.execute(ties).fetchall() == []


def test_without_a_question_the_questions_are_listed(ask, atlas):
    assert all(name in ask() for name in analyses.names())
    assert json.loads(ask("--format", "json"))[0]["asks"].endswith("?")
    assert atlas("query", "--analysis", "nonsense")[0] == 2
    assert atlas("query", "from rows", "--analysis", "leaks_by_time")[0] == 2


def answers_to(ask, name: str) -> list[dict]:
    return json.loads(ask("--analysis", name, "--format", "json"))


def test_the_parents_nobody_named_are_those_the_demo_hides(ask):
    measured = {
        (one["child_dataset_id"], one["parent_dataset_id"])
        for one in answers_to(ask, "parents_nobody_named")
        if one["finding"] == "measured, not declared"
    }
    assert ("demo_benchmark_leaked", "demo_benchmark") in measured
    assert ("demo_exact_copy", "demo_contest") not in measured


def test_the_wrong_labels_are_those_the_demo_made(ask):
    (wrong,) = answers_to(ask, "labels_the_text_contradicts")
    assert (wrong["dataset_id"], wrong["row_count"]) == ("demo_wrong_label", 40)


def test_only_answers_that_contradict_another_count_as_in_conflict(ask, demo_home):
    with open_warehouse(demo_home) as connection:
        holders = connection.execute("select unnest(datasets) from answer_conflicts").fetchall()
    found = {one["dataset_id"]: one["conflicts"] for one in answers_to(ask, "datasets_in_conflict")}
    assert found == Counter(dataset_id for (dataset_id,) in holders)


def test_leaks_in_other_words_add_up(ask):
    for one in answers_to(ask, "leaks_that_text_search_misses"):
        parts = ("found_by_equal_text", "found_by_notation", "in_other_words")
        assert sum(one[part] for part in parts) == one["leaked_items"]


def test_a_dataset_that_repeats_one_prompt_ten_times_is_seen(ask):
    repeats = {one["dataset_id"]: one for one in answers_to(ask, "repeats_within")}
    assert repeats["demo_duplicates_inside"]["repeated_text_share"] == 0.9


# Notebooks


def test_a_notebook_reads_the_marts_by_their_names(demo_home):
    with package.connect(demo_home.root) as warehouse:
        frame = warehouse.sql("from leak_summary order by all").df()
        assert set(frame["benchmark_id"]) >= {"demo_benchmark"}
        joined = warehouse.sql("from frame inner join datasets using (dataset_id)").df()
        assert len(joined) == len(frame)
        with pytest.raises(duckdb.Error):
            warehouse.execute("drop table rows")


def test_a_notebook_without_a_warehouse_is_told_what_to_do(tmp_path):
    with pytest.raises(UserError, match="run atlas build"):
        package.connect(tmp_path)


# Completion


def completed(line: str, home) -> list[str]:
    words = line.split(" ")
    environment = os.environ | {
        "ATLAS_HOME": str(home),
        "_ATLAS_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    program = "from atlas.cli import app; app(prog_name='atlas')"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("atlas trace demo_code", "demo_code_leaked"),
        ("atlas unland demo_code", "demo_code_leaked"),
        ("atlas fetch dapo", "dapo_plus"),
        ("atlas query --analysis leaks", "leaks_by_time"),
        ("atlas columns marts.leaks.t", "marts.leaks.timing"),
    ],
)
def test_names_complete(demo_home, line, offered):
    assert offered in completed(line, demo_home.root)


def test_completion_is_silent_where_there_is_nothing(tmp_path):
    assert completed("atlas trace demo", tmp_path / "nowhere") == []
