"""The commands around the warehouse, on the demo world."""

import csv
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from atlas.home import PROJECT, Home
from atlas.machine import build_settings, usable_cores
from atlas.publish import (
    drop_forgotten,
    publish_side_file,
    side_file,
    start_side_file,
    unfinished,
)
from atlas.run_dbt import BUILT
from atlas.warehouse import open_warehouse, select
from python_udfs.plugin import set_resources

PUBLIC_TABLES = """
    datasets rows prompts matches lineage_edges heritage source_shares leaks leak_summary
    answer_conflicts
""".split()


@pytest.fixture
def asked(demo_home: Home, atlas, capsys):
    """Runs a command on the demo warehouse; gives what it printed."""

    def ask(*arguments: str) -> str:
        capsys.readouterr()
        assert atlas(*arguments, "--home", demo_home.root) == (0, None)
        return capsys.readouterr().out

    return ask


@pytest.fixture
def refused(demo_home: Home, atlas):
    """Runs a command that must fail; gives the exit code and the line it fails with."""

    def refuse(*arguments: str) -> tuple[int, str]:
        code, message = atlas(*arguments, "--home", demo_home.root)
        assert code in (1, 2)
        assert "\n" not in message
        assert "unexpected" not in message
        return code, message

    return refuse


# Demo and build


def test_the_demo_says_what_to_do_next(demo_home):
    assert (demo_home.root / "demo.out").read_text().endswith("next: atlas build\n")


def test_the_demo_can_be_taken_away(home, atlas):
    atlas("demo")
    folders = (home.landed, home.rollouts)
    for folder in folders:
        (folder / "demo_mine.parquet").touch()
    assert atlas("demo", "--remove") == (0, None)
    for folder in folders:
        assert [file.name for file in folder.iterdir()] == ["demo_mine.parquet"]


def test_a_build_ends_with_a_summary_that_agrees_with_the_warehouse(demo_home):
    said = (demo_home.root / "build.out").read_text()
    with open_warehouse(demo_home) as connection:
        (counted,) = select(
            connection,
            """
            select
                sum(row_count)::bigint as row_count,
                (
                    select count(atomic_source) / count(*)
                    from rows inner join datasets using (dataset_id)
                    where role = 'train' and prompt_id is not null
                ) as attributed,
                (select count(*) from answer_conflicts) as conflicts,
                (select count(distinct dataset_id) from leaks) as leaking,
            from datasets
            """,
        )
    assert f"{counted['row_count']:,}" in said
    assert f"{counted['attributed']:.1%} of the training rows have an atomic source" in said
    assert f"{counted['leaking']} training sets hold items of" in said
    assert f"{counted['conflicts']} problems have contradictory answers" in said
    assert "atlas trace demo_" in said
    assert re.search(r"^slowest:\n  [a-z_]+\.[a-z_]+ +[0-9.]+ s", said, re.M)


def test_the_public_tables_stand(demo_home):
    with open_warehouse(demo_home) as connection:
        tables = {row["name"] for row in select(connection, "show tables")}
    assert set(PUBLIC_TABLES) <= tables


def test_a_published_build_leaves_nothing_behind(demo_home):
    assert not side_file(demo_home).exists()
    assert not unfinished(demo_home).exists()
    assert not (demo_home.build / "spill").exists()
    assert not list(demo_home.root.glob("*.wal"))


def test_without_landed_data_there_is_nothing_to_build(home, atlas):
    code, message = atlas("build")
    assert code == 2
    assert "nothing is landed" in message


def test_a_build_that_runs_is_named_by_its_process(home, atlas):
    home.landed.mkdir(parents=True)
    (home.landed / "some.parquet").touch()
    home.build.mkdir()
    with (home.build / "lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in ("build", "publish"):
            code, message = atlas(command)
            assert (code, "process 4711" in message) == (2, True)


@pytest.mark.parametrize("name", ["a'b", "a*", "[a]", "{a}"])
def test_a_home_that_would_be_a_pattern_is_refused(atlas, tmp_path, name):
    code, message = atlas("build", "--home", tmp_path / name)
    assert (code, "choose another folder" in message) == (2, True)


def test_sizes_are_checked(refused):
    assert refused("build", "--memory-limit", "many")[0] == 2
    assert refused("build", "--threads", "0")[0] == 2


def test_the_machine_sets_what_the_user_does_not(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_MEMORY_LIMIT", "3GB")
    settings = build_settings(tmp_path, threads=7, memory_limit=None)
    assert settings["ATLAS_THREADS"] == "7"
    assert settings["ATLAS_MEMORY_LIMIT"] == "3GB"
    assert settings["ATLAS_SPILL_LIMIT"].endswith("MB")


def test_a_bare_dbt_run_takes_what_the_machine_has(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_MEMORY_LIMIT", "1GiB")
    monkeypatch.delenv("ATLAS_THREADS", raising=False)
    connection = duckdb.connect()
    set_resources(connection, tmp_path)
    asked = "select current_setting('memory_limit'), current_setting('threads')"
    assert connection.sql(asked).fetchall() == [("1.0 GiB", usable_cores())]


# Publishing


@pytest.fixture
def built(home: Home):
    """Makes side files with one public table."""

    def build(number: int) -> None:
        home.build.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(side_file(home))) as connection:
            connection.execute("create schema if not exists marts")
            connection.execute(f"create or replace table marts.datasets as select {number} as n")

    return build


def number_in(connection: duckdb.DuckDBPyConnection) -> int:
    return connection.execute("select n from marts.datasets").fetchone()[0]


def test_readers_keep_the_old_warehouse_and_new_ones_get_the_new(home, built):
    built(1)
    assert publish_side_file(home)
    with open_warehouse(home) as old_reader:
        built(2)
        assert publish_side_file(home)
        assert number_in(old_reader) == 1
    with open_warehouse(home) as reader:
        assert number_in(reader) == 2


def test_a_build_without_the_public_tables_is_not_published(home, built):
    built(1)
    assert not publish_side_file(home, {"datasets", "rows"})
    assert not home.warehouse.exists()


def test_what_goes_on_from_a_failed_build_is_not_sound(home, built):
    assert not side_file(home).exists()
    home.build.mkdir(parents=True)
    assert start_side_file(home, goes_on=False)
    built(1)
    assert not start_side_file(home, goes_on=True)
    publish_side_file(home)
    assert start_side_file(home, goes_on=True)


def test_a_new_build_starts_empty_and_clears_the_spill_of_a_killed_one(home, built):
    built(1)
    spill = home.build / "spill"
    spill.mkdir()
    (spill / "left_over.tmp").touch()
    start_side_file(home, goes_on=False)
    with duckdb.connect(str(side_file(home))) as connection:
        assert connection.execute("from duckdb_tables()").fetchall() == []
    assert not spill.exists()


def test_what_the_project_makes_no_more_is_dropped_and_what_is_not_its_own_stays(home, built):
    built(1)
    with duckdb.connect(str(side_file(home))) as connection:
        connection.execute("create table marts.renamed as select 1 as n")
        connection.execute("create view marts.removed as from marts.renamed")
        connection.execute("create schema atlas; create table atlas.builds as select 1 as n")
    drop_forgotten(side_file(home), {("marts", "datasets"), ("marts", "not_there_yet")})
    with duckdb.connect(str(side_file(home))) as connection:
        left = connection.execute(
            """
            select schema_name || '.' || table_name from duckdb_tables()
            union all select view_name from duckdb_views() where not internal order by all
            """
        ).fetchall()
    assert left == [("atlas.builds",), ("marts.datasets",)]


def test_the_warehouse_holds_what_the_project_makes_and_nothing_else(demo_home):
    manifest = json.loads((demo_home.build / "target" / "manifest.json").read_text())
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] in BUILT]
    made = {(node["schema"], node["alias"]) for node in nodes}
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as connection:
        there = connection.execute(
            """
            select schema_name, table_name from duckdb_tables() where schema_name <> 'atlas'
            union all select schema_name, view_name from duckdb_views() where not internal
            """
        ).fetchall()
    assert set(there) == made


def test_publishing_nothing_says_so(home, atlas):
    code, message = atlas("publish")
    assert (code, "run atlas build" in message) == (2, True)


def test_a_build_held_by_another_program_is_not_touched(home, built, atlas):
    built(1)
    holds = f"""
import duckdb, sys
held = duckdb.connect({str(side_file(home))!r})
print("held", flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    holder.stdout.readline()
    code, message = atlas("publish")
    holder.communicate()
    assert (code, f"process {holder.pid}" in message) == (2, True)


# Builds that fail


def run_build(project: Path, home: Home, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "atlas.cli", "build", *arguments, "--home", str(home.root)],
        env=os.environ | {"ATLAS_PROJECT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the models to break."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, folder)
    for name in ("models", "macros", "seeds", "tests/sql"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.fixture
def demo_copy(demo_home: Home, tmp_path: Path) -> Home:
    """A home of its own with the demo landed and built."""
    copy = Home(tmp_path / "demo_copy")
    shutil.copytree(demo_home.landed, copy.landed)
    shutil.copy(demo_home.warehouse, copy.warehouse)
    shutil.copytree(demo_home.build / "target", copy.build / "target")  # spares parsing
    return copy


def test_a_model_that_fails_is_named_and_the_warehouse_stays(project, demo_copy):
    before = demo_copy.warehouse.read_bytes()
    (project / "models/staging/wet.sql").write_text("select error('the disk is wet') as prompt")
    ended = run_build(project, demo_copy, "--select", "wet")
    assert ended.returncode == 1
    assert "atlas: model wet failed: " in ended.stderr
    assert "the disk is wet" in ended.stderr
    assert "dbt.log" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert demo_copy.warehouse.read_bytes() == before


def test_a_test_that_fails_is_put_in_words_and_nothing_is_published(project, demo_copy):
    before = demo_copy.warehouse.read_bytes()
    (project / "tests/sql/no_benchmark_is_landed.sql").write_text(
        "select * from {{ ref('landed_datasets') }} where role = 'benchmark'"
    )
    ended = run_build(project, demo_copy, "--select", "landed_datasets")
    assert ended.returncode == 1
    assert "1 test failed, not published: “no benchmark is landed” is not true of 3 rows" in (
        ended.stderr
    )
    assert demo_copy.warehouse.read_bytes() == before


def test_a_project_that_does_not_parse_says_why_in_one_line(project, demo_copy):
    (project / "models/staging/broken.sql").write_text("select * from {{ ref('nowhere') }}")
    ended = run_build(project, demo_copy)
    assert ended.returncode == 1
    assert "nowhere" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("options", [(), ("--full-refresh",)])
def test_a_selection_is_built_on_the_published_warehouse_and_published(demo_copy, options):
    before = demo_copy.warehouse.stat().st_ino
    ended = run_build(PROJECT, demo_copy, "--select", "last_decisions", *options)
    assert ended.returncode == 0, ended.stderr
    assert not side_file(demo_copy).exists()
    assert demo_copy.warehouse.stat().st_ino != before
    with open_warehouse(demo_copy) as connection:
        assert select(connection, "select count(*) as n from rows")[0]["n"] > 0


def test_a_dataset_is_curated_in_the_place_of_the_pool(demo_copy):
    pool = ("--select", "chosen_pool", "--curate")
    assert run_build(PROJECT, demo_copy, *pool, "demo_contest").returncode == 0
    with open_warehouse(demo_copy) as connection:
        assert select(connection, "select pool_id from curation.chosen_pool") == [
            {"pool_id": "demo_contest"}
        ]
        (said,) = select(
            connection,
            """
            select arg_max(value, build_number) as value
            from atlas.build_facts where name = 'curation_pool'
            """,
        )
    assert said["value"] == '"demo_contest"'
    ended = run_build(PROJECT, demo_copy, *pool, "demo_contst")
    assert (ended.returncode, "did you mean demo_contest?" in ended.stderr) == (2, True)


def test_a_selection_of_nothing_says_so(demo_copy):
    ended = run_build(PROJECT, demo_copy, "--select", "nonsense")
    assert (ended.returncode, "nothing is selected by nonsense" in ended.stderr) == (2, True)


def test_a_folder_without_models_says_what_to_do(tmp_path, demo_copy):
    ended = run_build(tmp_path, demo_copy)
    assert (ended.returncode, "ATLAS_PROJECT" in ended.stderr) == (2, True)


# Query


def test_a_query_is_a_table_for_people(asked):
    said = asked("query", "select dataset_id, role from datasets order by all limit 2")
    assert said.splitlines()[0].split() == ["dataset_id", "role"]
    assert "demo_answer_conflict" in said


def test_long_tables_say_that_there_is_more(asked):
    said = asked("query", "from rows", "--rows", "3")
    assert said.rstrip().endswith("first 3 rows; more with --rows, all with --format csv")
    assert asked("query", "from rows where false").strip() == "no rows"


def test_json_and_csv_are_what_programs_read(asked):
    sql = "select prompt_id, repairs, first_seen_on, 'nan'::double as n from prompts limit 3"
    found = json.loads(asked("query", sql, "--format", "json"))
    assert len(found) == 3
    assert found[0]["n"] is None
    assert isinstance(found[0]["repairs"], list)
    lines = list(csv.DictReader(asked("query", sql, "--format", "csv").splitlines()))
    assert [line["prompt_id"] for line in lines] == [row["prompt_id"] for row in found]
    assert json.loads(asked("query", "from rows where false", "--format", "json")) == []


def test_files_take_their_format_from_their_name(asked, refused, tmp_path):
    for name in ("rows.parquet", "rows.csv", "rows.json"):
        assert asked("query", "from rows", "--out", tmp_path / name) == ""
    count = pq.read_metadata(tmp_path / "rows.parquet").num_rows
    assert len(json.loads((tmp_path / "rows.json").read_text())) == count
    with (tmp_path / "rows.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == count
    assert len(list(tmp_path.iterdir())) == 3
    assert refused("query", "from rows", "--out", tmp_path / "rows.xlsx")[0] == 2
    assert refused("query", "from rows", "--format", "parquet")[0] == 2
    assert "cannot write" in refused("query", "from rows", "--out", tmp_path / "no" / "a.csv")[1]


@pytest.mark.parametrize(
    "sql",
    [
        "drop table rows",
        "create table more as select 1",
        "with gone as (delete from rows returning *) from gone",
        "update rows set answer = '7'",
        "copy rows to 'rows.csv'",
        "export database 'everything'",
        "attach 'other.db'",
        "install httpfs",
        "set threads = 1",
        "pragma database_list",
        "select 1; select 2",
        "from read_csv('/etc/hostname')",
        "from 'https://example.com/data.parquet'",
        "select * from nowhere",
        "selec 1",
        "",
    ],
)
def test_whatever_is_no_question_is_refused_in_one_line(refused, demo_home, sql):
    before = demo_home.warehouse.stat()
    refused("query", sql)
    after = demo_home.warehouse.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "sql",
    [
        "from leaks",
        "show tables",
        "describe leaks",
        "summarize datasets",
        "with few as (from rows limit 2) select count(*) from few",
        "select 1 union all select 2",
        "values (1, 'a')",
        "from matching.judgements limit 1",
    ],
)
def test_questions_of_every_kind_are_answered(asked, sql):
    assert asked("query", sql)


def test_markup_in_data_is_shown_as_it_is(asked):
    assert "[red]text[/red]" in asked("query", "select '[red]text[/red]' as \"[bold]name\"")


def test_without_a_warehouse_the_hint_is_to_build(home, atlas):
    for command in (("query", "from rows"), ("trace", "demo_school")):
        code, message = atlas(*command)
        assert (code, "run atlas build" in message) == (2, True)


# Trace


def test_a_dataset_is_traced_to_its_parents_sources_and_leaks(asked):
    said = asked("trace", "demo_benchmark_leaked")
    assert "demo_contest: " in said
    assert "declared" in said
    assert "benchmarks that leak into it" in said
    assert "in training" in said
    assert "licences" in said


def test_a_copy_of_a_copy_is_traced_over_both_steps(asked):
    facts = json.loads(asked("trace", "demo_copy_of_a_copy", "--format", "json"))
    distances = {one["ancestor_dataset_id"]: one["distance"] for one in facts["ancestors"]}
    assert distances["demo_exact_copy"] == 1
    assert facts["dataset"]["novel_share"] == 0


@pytest.mark.parametrize("dataset_id", ["demo_benchmark", "demo_undated", "demo_template_flood"])
def test_every_kind_of_dataset_is_traced(asked, dataset_id):
    assert asked("trace", dataset_id).startswith(dataset_id)


def test_labels_nobody_knows_are_listed_and_a_release_is_shown_as_far_as_it_is_known(
    atlas, capsys, demo_copy
):
    with duckdb.connect(str(demo_copy.warehouse)) as connection:
        connection.execute("""
            update lineage.label_sources
            set label = 'lost', declared_source = null, own_source = null
            where dataset_id = 'demo_mixture' and source_label is not null
        """)
        connection.execute("""
            update marts.datasets set released_precision = 'month'
            where dataset_id = 'demo_mixture'
        """)
    assert atlas("trace", "demo_mixture", "--home", demo_copy.root) == (0, None)
    said = capsys.readouterr().out
    assert "released 2023-01\n" in said
    assert re.search(r"add rows to seeds/source_aliases.csv.* \(\d+\)\n.*: \d+ rows", said)


def test_rows_without_a_source_have_one_name_in_every_place(asked, demo_home):
    with open_warehouse(demo_home) as connection:
        (row,) = select(
            connection,
            """
            select dataset_id, prompt_id from rows
            where atomic_source is null and prompt_id is not null
            order by dataset_id <> 'demo_undated', dataset_id, row_number
            limit 1
            """,
        )
        losses = select(
            connection,
            "from curation.source_losses where atomic_source in ('none', 'unknown')",
        )
    assert re.search(r"─ none: [\d,]+ rows?, ", asked("trace", row["dataset_id"]))
    occurrence = asked("trace", row["prompt_id"]).partition("where it stands")[2]
    assert re.search(rf"{row['dataset_id']} .*\bnone +none\b", occurrence)
    assert {one["atomic_source"] for one in losses} <= {"none"}


def leaked_prompt(demo_home: Home) -> dict:
    with open_warehouse(demo_home) as connection:
        return select(
            connection,
            """
            select leaks.prompt_id, leaks.benchmark_prompt_id, prompt
            from leaks inner join prompts using (prompt_id)
            where relation in ('near_duplicate', 'rewritten') order by all limit 1
            """,
        )[0]


def test_a_prompt_is_traced_by_its_id_its_beginning_and_its_text(asked, demo_home):
    leak = leaked_prompt(demo_home)
    by_id = asked("trace", leak["prompt_id"])
    assert by_id == asked("trace", leak["prompt_id"][:12])
    assert by_id == asked("trace", "--text", f"  {leak['prompt']}\n")
    for part in ("where it stands, earliest first", "leaks", "compared with", "weights are log2"):
        assert part in by_id


def test_the_witnesses_add_up_to_the_weight_of_the_match(asked, demo_home):
    leak = leaked_prompt(demo_home)
    facts = json.loads(
        asked(
            *("trace", leak["prompt_id"], "--against", leak["benchmark_prompt_id"]),
            *("--format", "json"),
        )
    )
    weights = {one["other_prompt_id"]: one["match_weight"] for one in facts["matches"]}
    total = sum(one["weight"] for one in facts["witnesses"]["said"])
    assert total == pytest.approx(weights[leak["benchmark_prompt_id"]])
    assert facts["witnesses"]["said"][0]["witness"] == "prior"


@pytest.mark.parametrize("is_reviewed", [True, False])
def test_a_person_is_said_to_have_decided_only_where_one_did(
    demo_home, tmp_path, atlas, capsys, is_reviewed
):
    """A reader who was not sure is among those who found the pair, and decided nothing."""
    leak, copy = leaked_prompt(demo_home), Home(tmp_path)
    shutil.copy(demo_home.warehouse, copy.warehouse)
    with duckdb.connect(str(copy.warehouse)) as connection:
        connection.execute("update matching.judgements set is_reviewed = $1", [is_reviewed])
        connection.execute("update marts.matches set found_by = 'bands+reviewed'")
    pair = (leak["prompt_id"], "--against", leak["benchmark_prompt_id"])
    assert atlas("trace", *pair, "--home", copy.root) == (0, None)
    assert ("a person read both texts and decided" in capsys.readouterr().out) == is_reviewed


def test_a_text_in_other_notation_or_in_instructions_is_found(asked, demo_home):
    with open_warehouse(demo_home) as connection:
        (formula,) = select(
            connection,
            """
            select prompt_id, prompt from prompts
            where contains(prompt, '$') and not contains(prompt, '\\(') and length(prompt) > 60
            order by all limit 1
            """,
        )
    other = re.sub(r"\$(.+?)\$", r"\\(\1\\)", formula["prompt"])
    assert other != formula["prompt"]
    wrapped = f"Solve this.\n\n{formula['prompt']}\n\nThink step by step."
    for text in (f" {other} ", wrapped):
        facts = json.loads(asked("trace", "--text", text, "--format", "json"))
        first = facts["prompt"]["prompt_id"]
        relations = {one["other_prompt_id"]: one["relation"] for one in facts["matches"]}
        assert (first == formula["prompt_id"]) or relations[formula["prompt_id"]] in (
            *("exact", "normalised"),
        )


def test_a_text_in_other_words_is_taken_for_the_problem_it_states(asked, demo_home):
    with open_warehouse(demo_home) as connection:
        (known,) = select(
            connection,
            """
            select prompt_id, problem_id, prompt from prompts
            where contains(prompt, 'Find the ') and length(prompt) > 100
            order by all limit 1
            """,
        )
    reworded = "Please determine that " + known["prompt"].replace("Find the ", "") + " Thanks!"
    traced = json.loads(asked("trace", "--text", reworded, "--format", "json"))
    assert traced["prompt"]["problem_id"] == known["problem_id"]


def test_what_cannot_be_traced_is_said_in_one_line(refused):
    assert "did you mean demo_school?" in refused("trace", "demo_scool")[1]
    assert "no prompt contains" in refused("trace", "--text", "zzzz no such text")[1]
    assert "prompts contain this text" in refused("trace", "--text", "the")[1]
    assert refused("trace")[0] == 2
    assert refused("trace", "demo_school", "--text", "the")[0] == 2
    assert refused("trace", "\x1b[31m'; drop table rows")[0] == 2


def test_a_dataset_that_is_not_built_yet_says_so(demo_copy, atlas):
    (demo_copy.landed / "my_set.parquet").touch()
    code, message = atlas("trace", "my_set", "--home", demo_copy.root)
    assert (code, "landed but not built; run atlas build" in message) == (2, True)


def test_a_beginning_of_several_ids_is_not_enough(refused, demo_home):
    with open_warehouse(demo_home) as connection:
        (shared,) = select(
            connection,
            """
            select prompt_id[:4] as beginning from prompts
            group by all having count(*) > 1 order by all limit 1
            """,
        )
    assert "give more of the id" in refused("trace", shared["beginning"])[1]


def test_a_row_is_told_why_curation_removed_it_and_how_its_match_differs(asked, demo_home):
    with open_warehouse(demo_home) as connection:
        (removed,) = select(
            connection,
            """
            select prompt_id, rule, evidence, other_prompt_id
            from curation_decisions where rule = 'leaks_benchmark' and relation = 'near_duplicate'
            order by all limit 1
            """,
        )
    said = asked("trace", removed["prompt_id"])
    assert f"removed by {removed['rule']}" in said
    assert removed["evidence"] in said
    assert removed["other_prompt_id"][:10] in said
    assert "tags: " in said
    assert re.search(r"\[-.+?-\]|\{\+.+?\+\}", said)


def test_a_prompt_with_rollouts_shows_what_the_model_made_of_it(asked, demo_home):
    with open_warehouse(demo_home) as connection:
        (judged,) = select(connection, "from outcomes order by all limit 1")
    said = asked("trace", judged["prompt_id"])
    right = f"{judged['right_after']} of {judged['samples_after']}"
    assert re.search(rf"{judged['model_scale']} +{judged['outcome']} .*{right}", said)
