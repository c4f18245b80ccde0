"""Each suite holds on the demo world, and fails on copies of it that are broken in one way."""

import csv
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from atlas.check import curated, exported, landed, seeds
from atlas.check.run import BATCH_ROWS, Outcome, frames, run_part, run_table
from atlas.check.suite import NotThere, Part, Table
from atlas.check.trainers import TRAINERS
from atlas.home import SEEDS, Home

LEAK = "no row states a problem of a benchmark"
TYPE = "a column is there and has its type"
BENCHMARK_TEXT = """(
    select any_value(prompt) from marts.prompts semi join (
        select prompt_id from marts.rows semi join
            (from marts.datasets where role = 'benchmark') using (dataset_id)
    ) using (prompt_id)
)"""
BENCHMARK_PROBLEM = BENCHMARK_TEXT.replace("any_value(prompt)", "any_value(problem_id)")


def outcomes_of(parts: Iterable[Part]) -> list[Outcome]:
    return [outcome for part in parts for outcome in run_part(part)]


def failed_claims(parts: Iterable[Part]) -> set[str]:
    return {outcome.claim for outcome in outcomes_of(parts) if outcome.fails}


def kept(parts: Iterable[Part], claims: Iterable[str]) -> set[str]:
    """Which of these claims hold, of those that should not. Only tables that make them are run."""
    claims = set(claims)
    tables = [(part, table) for part in parts for table in part.tables if claims & {*table.claims}]
    found = [outcome for one in tables for outcome in run_table(*one)]
    assert claims <= {outcome.claim for outcome in found}, "nobody makes one of these claims"
    return claims - {outcome.claim for outcome in found if not outcome.holds}


def all_claims(parts: Iterable[Part]) -> set[str]:
    return {claim for part in parts for table in part.tables for claim in table.claims}


# The curated table


@pytest.fixture
def warehouse(demo_home: Home, home: Home) -> Home:
    """What the suites read of the demo warehouse, in a file that may be broken."""
    home.root.mkdir()
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(f"attach '{demo_home.warehouse}' as demo (read_only)")
        connection.execute("create schema marts; create schema curation")
        for (
            table
        ) in "datasets rows prompts leaks matches curation_decisions dapo_plus_plus".split():
            connection.execute(f"create table marts.{table} as from demo.marts.{table}")
        connection.execute("create table curation.chosen_pool as from demo.curation.chosen_pool")
    return home


def change(home: Home, sql: str) -> None:
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(sql)


def with_text(text: str) -> str:
    return f"""
        update marts.dapo_plus_plus set prompt = [{{'role': 'user', 'content': {text}}}]
        where extra_info.index = 0
    """


def with_answer(answer: str) -> str:
    return f"""
        update marts.dapo_plus_plus set reward_model = {{'style': 'rule', 'ground_truth': {answer}}}
        where extra_info.index = 0
    """


def with_problem_id(problem_id: str) -> str:
    return f"""
        update marts.dapo_plus_plus
        set extra_info = struct_update(extra_info, problem_id := {problem_id})
        where extra_info.index = 0
    """


CURATED = {
    "a leaked text": (
        with_text(BENCHMARK_TEXT),
        LEAK,
    ),
    "a leaked problem in other words": (
        with_problem_id(BENCHMARK_PROBLEM),
        LEAK,
    ),
    "a row twice": (
        "insert into marts.dapo_plus_plus from marts.dapo_plus_plus where extra_info.index = 0",
        "a place is taken once",
        "a prompt stands once",
    ),
    "a duplicate problem": (
        with_problem_id(
            "(select extra_info.problem_id from marts.dapo_plus_plus where extra_info.index = 1)"
        ),
        "a problem stands once",
    ),
    "an accepted pair": (
        """
        insert into marts.matches (prompt_id, other_prompt_id, is_same_problem)
        select min(extra_info.prompt_id), max(extra_info.prompt_id), true from marts.dapo_plus_plus
        """,
        "no accepted pair ties a row to another",
    ),
    "a control character": (
        with_text("'a' || chr(12) || 'rac{1}{2}'"),
        "no control character stands in a problem",
    ),
    "a control character in an answer": (
        with_answer("'7' || chr(0)"),
        "no control character stands in an answer",
    ),
    "a blank problem": (with_text("'  '"), "a problem is not blank"),
    "an endless problem": (
        with_text("repeat('x', 20001)"),
        f"a problem has at most {20_000:,} characters",
    ),
    "a null answer": (with_answer("null"), "a row has an answer"),
    "a blank answer": (with_answer("' '"), "an answer is not blank"),
    "an answer of another type": (
        """
        create or replace table marts.dapo_plus_plus as
        select * replace ({'style': 'rule', 'ground_truth': 7} as reward_model)
        from marts.dapo_plus_plus
        """,
        TYPE,
    ),
    "a column less": (
        "alter table marts.dapo_plus_plus drop ability",
        TYPE,
    ),
    "a row of nonsense": (
        """
        update marts.dapo_plus_plus set
            data_source = 'mine',
            prompt = [{'role': 'assistant', 'content': 'x'}],
            ability = 'poetry',
            reward_model = {'style': 'model', 'ground_truth': repeat('9', 2001)},
            extra_info = struct_update(
                extra_info, split := 'test', prompt_id := '7', first_seen_on := 'soon'
            )
        where extra_info.index = 0
        """,
        "the reward function is one that the settings name",
        "the problem is said by the user",
        "the ability is math, code or other",
        "answers are graded by rule",
        "an answer has at most 2,000 characters",
        "the split is train or validation",
        "an id is a SHA-1",
        "the day a row was first seen is a date",
    ),
    "a row of nothing": (
        """
        update marts.dapo_plus_plus set
            data_source = null,
            prompt = [{'role': 'user', 'content': null}],
            extra_info = struct_update(
                extra_info,
                index := null::bigint, prompt_id := null::varchar,
                first_dataset_id := null::varchar, licence_class := null::varchar
            )
        where extra_info.index = 0
        """,
        "a reward function is named",
        "a row has a problem",
        "a row has its place",
        "a row has its id",
        "it is known where a row was first seen",
        "the licence class is known, if only as unknown",
    ),
    "no row": ("delete from marts.dapo_plus_plus", "the table is not empty"),
    "a row less": (
        "delete from marts.dapo_plus_plus where extra_info.index = 0",
        "the table has as many rows as the decisions keep",
    ),
    "more rows than wanted": (
        "update curation.chosen_pool set target_size = 10",
        "the table is no larger than its pool asks for",
    ),
    "hardly a row": (
        "update marts.curation_decisions set is_kept = prompt_id[:1] = '0'",
        "more than 10% of the candidates stay",
    ),
    "a row that no decision keeps": (
        """
        update marts.curation_decisions set is_kept = false
        where prompt_id = (
            select extra_info.prompt_id from marts.dapo_plus_plus where extra_info.index = 0
        )
        """,
        "a decision keeps the row",
    ),
}


def test_the_curated_table_of_the_demo_holds(demo_home):
    assert failed_claims(curated.parts(demo_home)) == set()


@pytest.mark.parametrize("broken", CURATED)
def test_a_broken_curated_table_fails(warehouse, broken):
    sql, *claims = CURATED[broken]
    change(warehouse, sql)
    assert kept(curated.parts(warehouse), claims) == set()


def test_every_claim_on_the_curated_table_was_seen_to_fail(demo_home):
    seen = {claim for _, *claims in CURATED.values() for claim in claims}
    assert seen == all_claims(curated.parts(demo_home))


def test_a_finding_names_the_row_and_what_is_there(warehouse):
    change(warehouse, with_answer("null"))
    (found,) = [one for one in outcomes_of(curated.parts(warehouse)) if one.fails]
    rows = found.checked
    assert found.in_words == (
        f"dapo_plus_plus: “a row has an answer” is not true of 1 of {rows:,} rows, "
        "as of index 0 (answer nothing)"
    )


def test_without_the_curated_table_every_column_of_it_is_missing(warehouse):
    change(warehouse, "drop table marts.dapo_plus_plus")
    found = {one.claim: one for one in outcomes_of(curated.parts(warehouse))}
    assert found[TYPE].failing == found[TYPE].checked == len(curated.WANTED)


def test_a_warehouse_without_a_pool_is_left_closed(warehouse):
    change(warehouse, "delete from curation.chosen_pool")
    with pytest.raises(NotThere) as raised:
        next(curated.parts(warehouse))
    change(warehouse, "select 1")  # DuckDB refuses to write to what is open for reading
    assert "no pool to curate" in str(raised.value)


def test_what_cannot_be_read_is_a_finding(warehouse):
    change(warehouse, "alter table marts.dapo_plus_plus drop ability")
    errors = [one.in_words for one in outcomes_of(curated.parts(warehouse)) if one.error]
    assert any("the rows can be read" in words and "ability" in words for words in errors)


# Exported files


@pytest.fixture(scope="module")
def exports(demo_home: Home, tmp_path_factory) -> Path:
    """An export of the demo world for each trainer, in the exports of a home with its warehouse."""
    from atlas import cli  # noqa: PLC0415

    root = tmp_path_factory.mktemp("exporting")
    for trainer in TRAINERS:
        folder = root / "exports" / trainer.name
        arguments = ["--format", trainer.name, "--home", str(demo_home.root), "--out", str(folder)]
        assert cli.run(["export", *arguments]) == (0, None)
    (root / "warehouse.duckdb").symlink_to(demo_home.warehouse)
    return root


@pytest.fixture
def export(exports: Path, tmp_path: Path) -> Callable[[str], tuple[Home, Path]]:
    """A copy of one trainer's files that may be broken."""

    def copy(name: str) -> tuple[Home, Path]:
        folder = tmp_path / name
        shutil.copytree(exports / "exports" / name, folder)
        return Home(exports), folder

    return copy


def rewrite(file: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    changed = change(pq.read_table(file))
    pq.write_table(changed, file, store_schema=bool(changed.schema.metadata))


def set_column(name: str, value: Callable[[list], list]) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        place, column = table.schema.get_field_index(name), table.schema.field(name)
        return table.set_column(
            place, column, pa.array(value(table[name].to_pylist()), column.type)
        )

    return change


def first(change: Callable[[dict], object]) -> Callable[[list], list]:
    """Changes the first value of a column."""
    return lambda values: [change(values[0]), *values[1:]]


def said(text: str) -> list[dict]:
    return [{"role": "user", "content": text}]


EXPORTED = {
    "a duplicate row": (
        lambda table: pa.concat_tables([table, table.slice(0, 1)]),
        "a problem stands once, and in one split only",
        "a prompt stands once",
        "a text stands once",
        "a place is taken once",
    ),
    "a control character": (
        set_column("prompt", first(lambda prompt: said(f"\x08{prompt[0]['content']}"))),
        "no control character stands in a prompt",
    ),
    "a blank problem": (
        set_column("prompt", first(lambda _: said(" "))),
        "a problem is not blank",
    ),
    "an endless prompt": (
        set_column("prompt", first(lambda _: said("x" * 30_001))),
        "a prompt has at most 30,000 characters",
        "a prompt has about 1,024 tokens or fewer",
    ),
    "a prompt without instruction": (
        set_column("prompt", first(lambda _: said("How many primes are below 30?"))),
        "a prompt asks for the answer where verl looks for it",
    ),
    "a prompt of the assistant": (
        set_column("prompt", first(lambda prompt: [{**prompt[0], "role": "assistant"}])),
        "the problem is said by the user",
    ),
    "a null answer": (
        set_column("reward_model", first(lambda reward: {**reward, "ground_truth": None})),
        "a row has an answer",
    ),
    "a blank answer": (
        set_column("reward_model", first(lambda reward: {**reward, "ground_truth": " "})),
        "an answer is not blank",
    ),
    "an endless answer": (
        set_column("reward_model", first(lambda reward: {**reward, "ground_truth": "\0" * 2_001})),
        "an answer has at most 2,000 characters",
        "no control character stands in an answer",
    ),
    "no problem": (
        set_column("prompt", first(lambda _: said(None))),
        "a row has a problem",
    ),
    "no reward function": (
        set_column("data_source", first(lambda _: None)),
        "a reward function is named",
    ),
    "no id": (
        set_column("extra_info", first(lambda info: {**info, "prompt_id": None})),
        "a row has its id",
    ),
    "an unknown reward function": (
        set_column("data_source", first(lambda _: "my_own_rewards")),
        "the reward function is one that verl has",
    ),
    "a row in the wrong file": (
        set_column("extra_info", first(lambda info: {**info, "split": "validation"})),
        "a row lies in the file of its split",
    ),
    "an id that is none": (
        set_column("extra_info", first(lambda info: {**info, "prompt_id": "7"})),
        "an id is a SHA-1",
    ),
    "no row": (lambda table: table.slice(0, 0), "a file has rows"),
    "rows that no licence accounts for": (
        lambda table: table.slice(1),
        "the files have as many rows as licences.csv accounts for",
    ),
    "metadata of a library": (
        lambda table: table.replace_schema_metadata({"huggingface": "{}"}),
        "no library left its own metadata in a file",
    ),
    "a changed file": (
        lambda table: table.take(list(reversed(range(len(table))))),
        "a file is as it was exported, by the SHA-256 in croissant.json",
    ),
    "a file with a column less": (
        lambda table: table.drop_columns("ability"),
        "all files have the same columns",
    ),
}


def test_exports_of_the_demo_hold(exports):
    parts = list(exported.parts(Home(exports)))
    assert [part.name for part in parts] == sorted(one.name for one in TRAINERS)
    assert failed_claims(parts) == set()


@pytest.mark.parametrize("broken", EXPORTED)
def test_a_broken_export_fails(export, broken):
    change, *claims = EXPORTED[broken]
    home, folder = export("verl")
    rewrite(folder / "train.parquet", change)
    assert kept(exported.parts(home, folder), claims) == set()


@pytest.mark.parametrize("trainer", TRAINERS, ids=lambda trainer: trainer.name)
def test_a_leaked_text_in_an_export_is_found_behind_its_instruction(export, trainer, demo_home):
    home, folder = export(trainer.name)
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as connection:
        leaked = connection.execute(f"select {BENCHMARK_TEXT}").fetchone()[0]
    problem = landed_text(folder)
    with_leak = {
        "prompt": lambda prompt: said(prompt[0]["content"].replace(problem, leaked)),
        "input": lambda text: text.replace(problem, leaked),
    }
    column = "input" if trainer.name == "openrlhf" else "prompt"
    rewrite(folder / "train.parquet", set_column(column, first(with_leak[column])))
    assert kept(exported.parts(home, folder), [LEAK]) == set()


def landed_text(folder: Path) -> str:
    """The first problem of an export, without the instruction."""
    first = pq.read_table(folder / "train.parquet").slice(0, 1).to_pylist()[0]
    text = first["input"] if "input" in first else first["prompt"][0]["content"]
    return text.split("\n\nThink step by step")[0].split("\n\nLet's think")[0]


@pytest.mark.parametrize("trainer", TRAINERS, ids=lambda trainer: trainer.name)
@pytest.mark.parametrize("column", ["answer", "extra_info.index"])
def test_a_column_of_another_type_fails(export, trainer, column):
    home, folder = export(trainer.name)
    name, _, part = (trainer.answer if column == "answer" else column).partition(".")

    def change(table: pa.Table) -> pa.Table:
        values = table[name].combine_chunks()
        wrong = pa.array(range(len(table)), pa.int32())
        if part:
            kinds = [field.name for field in values.type]
            wrong = pa.StructArray.from_arrays(
                [wrong if kind == part else pc.struct_field(values, kind) for kind in kinds], kinds
            )
        return table.set_column(table.schema.get_field_index(name), name, wrong)

    rewrite(folder / "train.parquet", change)
    assert kept(exported.parts(home, folder), [TYPE]) == set()


def test_a_problem_in_two_splits_fails(export):
    home, folder = export("verl")
    train = pq.read_table(folder / "train.parquet")
    rewrite(folder / "validation.parquet", lambda table: pa.concat_tables([table, train[:1]]))
    assert (
        kept(exported.parts(home, folder), ["a problem stands once, and in one split only"])
        == set()
    )


def test_a_file_that_is_cut_off_fails(export):
    home, folder = export("verl")
    content = (folder / "train.parquet").read_bytes()
    (folder / "train.parquet").write_bytes(content[: len(content) // 2])
    assert kept(exported.parts(home, folder), ["the file is Parquet"]) == set()


OF_NO_TRAINER = (
    "the columns are those of verl, TRL or OpenRLHF",
    "a file is named after its split",
    "card, Croissant metadata and licences lie beside the files",
)


def test_files_of_no_trainer_fail(tmp_path, home):
    pq.write_table(pa.table({"question": ["1 + 1?"]}), tmp_path / "rows.parquet")
    assert kept(exported.parts(home, tmp_path), OF_NO_TRAINER) == set()


def test_every_claim_on_exported_files_was_seen_to_fail(exports):
    seen = {claim for _, *claims in EXPORTED.values() for claim in claims} | {*OF_NO_TRAINER}
    seen |= {LEAK, TYPE, "the file is Parquet"}
    verl = exports / "exports" / "verl"
    assert seen == all_claims(exported.parts(Home(exports), verl))


def test_without_a_warehouse_leaks_are_said_not_to_be_looked_for(export, home):
    _, folder = export("verl")
    (part,) = exported.parts(home, folder)
    assert ["leaks" in note for note in part.notes] == [True]
    assert not any("benchmark" in one.claim for one in run_part(part))


# Landed files


@pytest.fixture
def landing(home: Home, atlas, tmp_path: Path) -> Home:
    """A dataset of five rows, one without a prompt."""
    rows = [{"problem": f"What is {n} + {n}?", "answer": f"{2 * n}"} for n in range(4)]
    raw = tmp_path / "raw.jsonl"
    raw.write_text("\n".join(map(json.dumps, [*rows, {"problem": None, "answer": "7"}])))
    released = ("--released", "2025-03-17")
    assert atlas("land", raw, "--dataset", "mine", "--role", "train", *released) == (0, None)
    return home


def facts(**changed: object) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        said = {**json.loads(table.schema.metadata[b"atlas"]), **changed}
        return table.replace_schema_metadata({"atlas": json.dumps(said)})

    return change


def nothing(_: object) -> None:
    return None


def nullable(table: pa.Table) -> pa.Table:
    """The same with a row number that may be null."""
    number = pa.field("row_number", pa.int64())
    return table.set_column(0, number, table["row_number"])


LANDED = {
    "a null prompt without a reason": (
        set_column("prompt", first(nothing)),
        "a row has a prompt, or a reason and its record",
    ),
    "a row number twice": (
        set_column("row_number", first(lambda _: 1)),
        "no row number stands twice",
    ),
    "a row of nothing": (
        lambda table: set_column("file_sha256", first(nothing))(
            set_column("file", first(nothing))(
                set_column("row_number", first(nothing))(nullable(table))
            )
        ),
        "a row has its number",
        "it is known which file a row came in",
        "the content of that file is known",
    ),
    "a row lost": (lambda table: table.slice(1), "row numbers run from 0 without a gap"),
    "fewer rows than said": (
        lambda table: table.slice(0, 3),
        "the file has as many rows as it says",
    ),
    "a reason in words": (
        set_column("reject_reason", first(lambda _: "No good\x07")),
        "a reason is a name",
    ),
    "a file of unknown content": (
        set_column("file_sha256", first(lambda _: "abc")),
        "it is known by its SHA-256",
    ),
    "a record that is too long": (
        set_column("record", lambda values: [*values[:-1], "x" * 2_001]),
        "a record has at most 2,000 characters",
    ),
    "an answer of another type": (
        lambda table: table.set_column(4, "answer", pa.array(range(len(table)))),
        TYPE,
    ),
    "a column less": (
        lambda table: table.drop_columns("source_label"),
        TYPE,
    ),
    "a prompt that is too long": (
        set_column("prompt", first(lambda _: "x" * 10_000_001)),
        "a prompt has at most 10,000,000 characters",
    ),
    "no answer": (
        set_column("answer", lambda values: [None for _ in values]),
        "where there is an answer field there are answers",
    ),
    "no row": (lambda table: table.slice(0, 0), "the file has rows"),
    "one prompt again and again": (
        set_column("prompt", lambda values: ["1 + 1?" for _ in values[:-1]] + [None]),
        "at least 50% of the prompts are distinct",
    ),
    "words nobody knows": (
        facts(role="test", domain="poetry", released_precision="about"),
        "a dataset is for training or a benchmark",
        "a domain is math, code or other",
        "a release is known to the day, month or year, or unknown",
    ),
    "a release that is no date": (facts(released_on="soon"), "a release is a date"),
    "a release to come": (
        facts(released_on="2999-01-01"),
        "a release is not to come, and at most 80 years old",
    ),
    "another name": (facts(dataset_id="yours"), "the file is named as its dataset"),
    "more rejected rows than said": (
        facts(rejected_count=0),
        "as many rows are rejected as it says",
    ),
    "no description": (
        lambda table: table.replace_schema_metadata(None),
        "the file is Parquet and says what it is",
    ),
}


def test_landed_files_of_the_demo_hold(demo_home):
    found = outcomes_of(landed.parts(demo_home))
    assert [one.claim for one in found if one.fails] == []
    assert {one.table for one in found} == {"files", "columns", "rows", "rollouts"}


def test_a_landed_file_with_a_rejected_row_holds(landing):
    assert failed_claims(landed.parts(landing)) == set()


@pytest.mark.parametrize("broken", LANDED)
def test_a_broken_landed_file_fails(landing, broken):
    change, *claims = LANDED[broken]
    rewrite_landed(landing.landed_file("mine"), change)
    assert kept(landed.parts(landing), claims) == set()


def rewrite_landed(file: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    table = pq.read_table(file)
    described = pq.read_metadata(file).metadata[b"atlas"]
    pq.write_table(change(table.replace_schema_metadata({"atlas": described})), file)


def test_a_landed_file_that_is_cut_off_fails_alone(landing):
    content = landing.landed_file("mine").read_bytes()
    (landing.landed / "cut_off.parquet").write_bytes(content[: len(content) // 2])
    found = [one for one in outcomes_of(landed.parts(landing)) if one.fails]
    assert "the file is Parquet and says what it is" in {one.claim for one in found}
    assert all("cut_off.parquet" in one.in_words for one in found)


ROLLOUTS = {
    "a rollout of nothing": (
        lambda table: set_column("prompt_id", first(nothing))(
            set_column("prompt", first(nothing))(table)
        ),
        "a rollout names its prompt, or why it cannot be used",
    ),
    "a stage nobody knows": (
        set_column("stage", first(lambda _: "halfway")),
        "a rollout is of the base model or of a checkpoint",
    ),
    "samples below 0": (
        set_column("sample", first(lambda _: -1)),
        "samples are counted from 0",
    ),
    "a grade out of nowhere": (
        set_column("grade", first(nothing)),
        "it is said how the grade is known",
    ),
    "a column less": (lambda table: table.drop_columns("verifier"), TYPE),
}


@pytest.mark.parametrize("broken", ROLLOUTS)
def test_a_broken_file_of_rollouts_fails(landing, demo_home, broken):
    change, *claims = ROLLOUTS[broken]
    usable = "demo_rollouts.parquet"
    landing.rollouts.mkdir()
    shutil.copy(demo_home.rollouts / usable, landing.rollouts)
    rewrite(landing.rollouts / usable, change)
    parts = [part for part in landed.parts(landing) if part.name == "rollouts"]
    assert kept(parts, claims) == set()


def test_every_claim_on_landed_files_was_seen_to_fail(demo_home):
    broken = [*LANDED.values(), *ROLLOUTS.values()]
    seen = {claim for _, *claims in broken for claim in claims}
    assert seen | {"at most 10% of the rows are rejected"} == all_claims(landed.parts(demo_home))


def test_rejected_rows_are_worth_a_look_and_no_failure(landing):
    found = [one for one in outcomes_of(landed.parts(landing)) if not one.holds]
    assert [(one.state, one.claim) for one in found] == [
        ("warning", "at most 10% of the rows are rejected"),
    ]


# Seeds


@pytest.fixture
def seed_folder(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "seeds")


def edit(file: Path, change: Callable[[list[list[str]]], object]) -> None:
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    change(rows)
    with file.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def put(column: str, value: str) -> Callable[[list[list[str]]], None]:
    """Sets a cell of the first row."""

    def change(rows: list[list[str]]) -> None:
        rows[1][rows[0].index(column)] = value

    return change


SEED_EDITS = {
    "a duplicate key": (
        "source_aliases",
        lambda rows: rows.append(rows[1]),
        "label is unique",
    ),
    "a duplicate key of two columns": (
        "q_coefficients",
        lambda rows: rows.append(rows[1]),
        "scale_band and coefficient are unique together",
    ),
    "a pair the wrong way round": (
        "reviewed_pairs",
        put("prompt_id", "g" * 40),
        "prompt_id is less than other_prompt_id",
    ),
    "a missing reason": ("curation_rules", put("reason", " "), "reason is given"),
    "missing evidence": ("source_origins", put("evidence", ""), "evidence is given"),
    "an unknown value": (
        "curation_rules",
        put("action", "remove"),
        "action is one of drop, off",
    ),
    "a dangling reference": (
        "source_aliases",
        put("atomic_source", "nowhere"),
        "atomic_source stands in atomic_sources",
    ),
    "a dangling reference under a condition": (
        "declared_lineage",
        put("parent_dataset_id", "nowhere"),
        "parent_dataset_id stands in dataset_registry",
    ),
    "a number that is none": ("match_trees", put("weight", "heavy"), "weight is of type double"),
    "a count that is none": (
        "curation_rules",
        put("rule_order", "1.5"),
        "rule_order is of type integer",
    ),
    "a date that is none": (
        "dataset_registry",
        put("released_on", "17.3.2025"),
        "released_on is a date",
    ),
    "a truth that is none": (
        "atomic_sources",
        put("is_synthetic", "perhaps"),
        "is_synthetic is of type boolean",
    ),
    "a cell too many": (
        "concepts",
        lambda rows: rows[1].append("and more"),
        "a row has a cell for each column",
    ),
    "a cell too few": (
        "concepts",
        lambda rows: rows[1].pop(),
        "a row has a cell for each column",
    ),
    "a column renamed": (
        "token_weights",
        lambda rows: rows[0].__setitem__(1, "rarity"),
        "the columns are those that _seeds.yml describes",
    ),
}


def test_the_seeds_hold():
    found = outcomes_of(seeds.parts())
    assert [one.in_words for one in found if not one.holds] == []
    assert len({one.part for one in found}) == len(list(SEEDS.glob("*.csv"))) + 1


@pytest.mark.parametrize("broken", SEED_EDITS)
def test_a_broken_seed_fails(seed_folder, broken):
    name, change, *claims = SEED_EDITS[broken]
    edit(seed_folder / f"{name}.csv", change)
    keep_only(seed_folder, name)
    assert kept(seeds.parts(folder=seed_folder), claims) == set()


def keep_only(folder: Path, name: str) -> None:
    """Leaves of the others what references need, since each takes its time."""
    for file in folder.glob("*.csv"):
        if file.stem not in (name, "dataset_registry", "atomic_sources", "q_scale_bands"):
            file.unlink()


def test_a_seed_that_nobody_describes_fails(seed_folder):
    for file in seed_folder.glob("*.csv"):
        file.unlink()
    (seed_folder / "mine.csv").write_text("a\n1\n")
    found = {one.claim: one for one in outcomes_of(seeds.parts(folder=seed_folder))}
    assert found["every seed is described in _seeds.yml"].examples == [
        "file 'mine.csv' (is_described False)"
    ]
    assert found["every described seed is there"].failing == len(list(SEEDS.glob("*.csv")))


# Running


def test_batches_hold_every_row_once_and_no_more_than_needed():
    connection = duckdb.connect()
    rows = 2 * BATCH_ROWS + BATCH_ROWS // 2
    table = Table("rows", ("n",), f"select range as n from range({rows})", (), in_batches=True)
    sizes, numbers = [], 0
    for frame in frames(connection, table):
        sizes.append(len(frame))
        numbers += frame["n"].sum()
    assert sum(sizes) == rows
    assert numbers == rows * (rows - 1) // 2
    assert max(sizes) < 1.1 * BATCH_ROWS


@pytest.mark.parametrize("suite", [seeds, landed, curated, exported])
def test_every_suite_says_what_it_is_about_and_no_claim_twice(suite, demo_home, exports):
    assert suite.ABOUT.endswith(".")
    homes = {exported: Home(exports)}
    for part in suite.parts(homes.get(suite, demo_home)):
        for table in part.tables:
            assert len(set(table.claims)) == len(table.claims), (part.name, table.name)
            assert all(table.claims)
