"""The export of the demo's curated table: loaded and graded as trainers do it."""

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from atlas.export import write
from atlas.export.formats import SCHEMAS
from atlas.export.lengths import token_estimate
from atlas.export.licences import CLASSES
from atlas.home import PROJECT, SEEDS
from atlas.settings import setting
from atlas.warehouse import open_warehouse, select

FORMATS = ("verl", "trl", "openrlhf")
# What verl's dispatch knows; any other value stops a training run.
KNOWN_TO_VERL = {
    "openai/gsm8k",
    "lighteval/MATH",
    "DigitalLearningGmbH/MATH-lighteval",
    "HuggingFaceH4/MATH-500",
    "math_dapo",
    "codecontests",
    "apps",
    "codeforces",
    "taco",
}


@pytest.fixture(scope="module")
def curated(demo_home) -> list[dict]:
    with open_warehouse(demo_home) as connection:
        return select(connection, "from dapo_plus_plus order by extra_info.index")


@pytest.fixture(scope="module")
def exported(demo_home, tmp_path_factory) -> dict[str, Path]:
    """Format -> the folder that `atlas export` wrote."""
    from atlas import cli  # noqa: PLC0415

    folders = {form: tmp_path_factory.mktemp("exports") / form for form in FORMATS}
    for form, folder in folders.items():
        told = ["export", "--format", form, "--out", str(folder), "--home", str(demo_home.root)]
        assert cli.run(told) == (0, None)
    return folders


@pytest.fixture
def export(demo_home, atlas, tmp_path):
    """Runs the command on the demo; gives the exit code, its line on stderr and the folder."""

    def run(*options: str, out: Path = tmp_path / "out") -> tuple[int, str | None, Path]:
        return *atlas("export", "--out", out, "--home", demo_home.root, *options), out

    return run


def rows_of(folder: Path) -> list[dict]:
    rows = [row for file in folder.glob("*.parquet") for row in pq.read_table(file).to_pylist()]
    return sorted(rows, key=lambda row: row["extra_info"]["index"])


def text_and_gold(row: dict) -> tuple[str, str]:
    """Prompt text and gold answer of a row of any format."""
    if "input" in row:
        return row["input"], row["label"]
    gold = row["ground_truth"] if "ground_truth" in row else row["reward_model"]["ground_truth"]
    assert [message["role"] for message in row["prompt"]] == ["user"]
    return row["prompt"][0]["content"], gold


@pytest.mark.parametrize("form", FORMATS)
def test_a_trainer_loads_the_folder_as_it_is(form, exported, curated, tmp_path):
    """`datasets` reads the splits from the card's front matter, as it does from the hub."""
    datasets = pytest.importorskip("datasets")
    loaded = datasets.load_dataset(str(exported[form]), cache_dir=str(tmp_path))
    assert set(loaded) == {"train", "validation"}
    assert sum(map(len, loaded.values())) == len(curated)
    assert loaded["train"].features == loaded["validation"].features
    assert loaded["train"].column_names == SCHEMAS[form].names
    first = min((row for split in loaded.values() for row in split), key=index_of)
    assert first == rows_of(exported[form])[0]


def index_of(row: dict) -> int:
    return row["extra_info"]["index"]


@pytest.mark.parametrize("form", FORMATS)
def test_files_carry_no_metadata_of_a_library(form, exported):
    for file in exported[form].glob("*.parquet"):
        assert pq.read_metadata(file).metadata is None
        assert pq.read_schema(file) == SCHEMAS[form]


def test_the_gold_answers_score_one(exported):
    """By Math-Verify as verl calls it, by Math-Verify as TRL does, and behind `Answer:`."""
    from math_verify import parse, verify  # noqa: PLC0415
    from math_verify.metric import math_metric  # noqa: PLC0415
    from math_verify.parser import (  # noqa: PLC0415
        ExprExtractionConfig,
        LatexExtractionConfig,
    )

    verl = math_metric(
        gold_extraction_target=(LatexExtractionConfig(),),
        pred_extraction_target=(ExprExtractionConfig(), LatexExtractionConfig()),
    )
    trl = LatexExtractionConfig(boxed_match_priority=0, try_extract_without_anchor=False)
    solutions = {row["ground_truth"]: row["solution"] for row in rows_of(exported["trl"])}
    for gold, solution in solutions.items():
        response = f"Adding up, we get \\boxed{{{gold}}}."
        assert verl([f"\\boxed{{{gold}}}"], [response])[0] == 1, gold
        assert verify(parse(solution), parse(response, extraction_config=[trl])), gold
        # verl's math_dapo compares the rest of the line, of the last 300 characters.
        assert f"Answer: {gold}"[-300:].rpartition("Answer: ")[2].splitlines() == [gold]
    assert {text_and_gold(row)[1] for form in FORMATS for row in rows_of(exported[form])} == set(
        solutions
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_instruction_is_added_at_export_only(form, exported, curated):
    instruction = setting("instructions")[form]
    texts = [text_and_gold(row)[0] for row in rows_of(exported[form])]
    assert texts == [row["prompt"][0]["content"] + instruction for row in curated]
    asked = "Answer:" if form == "verl" else "\\boxed"
    assert asked in instruction
    assert not any(row["prompt"][0]["content"].endswith(instruction) for row in curated)


def test_code_is_asked_for_by_its_own_text(curated):
    row = curated[0]
    assert write.with_instruction(row | {"ability": "code"}, " Go.") == row["prompt"][0]["content"]


def test_a_reward_function_is_known_for_every_data_source(exported):
    assert set(setting("trainer_data_sources").values()) <= KNOWN_TO_VERL
    assert {row["data_source"] for row in rows_of(exported["verl"])} == {
        setting("trainer_data_sources")["math"]
    }


def test_no_problem_stands_in_two_splits(exported):
    splits = {}
    for row in rows_of(exported["verl"]):
        told = row["extra_info"]
        assert splits.setdefault(told["problem_id"], told["split"]) == told["split"]
    share = Counter(splits.values())["validation"] / len(splits)
    assert 0 < share < 3 * setting("validation_share")


def test_every_row_says_where_it_comes_from(exported, demo_home):
    with open_warehouse(demo_home) as connection:
        known = {
            (row["dataset_id"], row["row_number"]): row
            for row in select(connection, "from rows where prompt_id is not null")
        }
    for row in rows_of(exported["verl"]):
        told = row["extra_info"]
        landed = known[told["dataset_id"], told["row_number"]]
        assert told["prompt_id"] == landed["prompt_id"]
        assert told["atomic_source"] == landed["atomic_source"]
        assert told["first_dataset_id"] in told["ancestor_dataset_ids"].split(",")


# Lengths


def test_lengths_are_estimated_as_in_the_warehouse():
    """What is a Chinese character is asked of Python and of DuckDB for every character."""
    macro = (PROJECT / "macros" / "token_estimate.sql").read_text(encoding="utf-8")
    sql = re.search(r"(?s)macro token_estimate\(text\) -%\}(.*)\{%- endmacro", macro)[1]
    sql = sql.replace("{{ text }}", "text").replace("{{ var('characters_per_token') }}", "2.5")
    pages = ["".join(map(chr, range(page, page + 64))) for page in range(0xE000, 0x20000, 64)]
    pages += ["".join(map(chr, range(page, page + 64))) for page in range(64, 0xD800, 64)]
    texts = ["", "abc", "一个三角形 has 3 sides", "𠀀𪜀𫝀", *pages]
    found = duckdb.execute(
        f"select list({sql} order by place) from (select unnest($1) as text,"
        " generate_subscripts($1, 1) as place)",
        [texts],
    ).fetchone()[0]
    assert found == [token_estimate(text, 2.5) for text in texts]


# Licences


def test_the_licence_classes_are_as_strict_as_the_seed_says():
    with (SEEDS / "licences.csv").open(encoding="utf-8", newline="") as file:
        strictness = {
            (int(row["strictness"]), row["licence_class"]) for row in csv.DictReader(file)
        }
    assert sorted(strictness) == list(enumerate(CLASSES, start=1))


def test_a_row_has_the_strictest_licence_of_its_ancestry(exported, demo_home):
    with (SEEDS / "licences.csv").open(encoding="utf-8", newline="") as file:
        classes = {row["licence"]: row["licence_class"] for row in csv.DictReader(file)}
    with open_warehouse(demo_home) as connection:
        licences = {
            row["dataset_id"]: classes.get(row["licence"], "unknown")
            for row in select(connection, "select dataset_id, licence from datasets")
        }
    rows = [row["extra_info"] for row in rows_of(exported["verl"])]
    for told in rows:
        ancestry = [licences[name] for name in told["ancestor_dataset_ids"].split(",")]
        assert told["licence_class"] == max(ancestry, key=CLASSES.index)
    assert len({told["licence_class"] for told in rows}) > 1


def test_the_licence_table_counts_every_row_once(exported, curated):
    with (exported["verl"] / "licences.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    assert sum(int(row["rows"]) for row in table) == len(curated)
    counted = Counter(row["extra_info"]["licence_class"] for row in curated)
    for name, count in counted.items():
        assert sum(int(row["rows"]) for row in table if row["licence_class"] == name) == count


def test_only_permissive_rows_are_left_when_asked(export, curated):
    code, _, folder = export("--licence", "permissive")
    assert code == 0
    allowed = [row for row in curated if row["extra_info"]["licence_class"] == "permissive"]
    assert 0 < len(allowed) < len(curated)
    kept = [row["extra_info"]["prompt_id"] for row in rows_of(folder)]
    assert kept == [row["extra_info"]["prompt_id"] for row in allowed]


# What stands beside the files


def test_the_croissant_metadata_is_valid_and_finds_its_files(exported):
    croissant = pytest.importorskip("mlcroissant")
    for folder in exported.values():
        metadata = croissant.Dataset(str(folder / "croissant.json")).metadata
        assert not metadata.ctx.issues.errors
        assert {file.name for file in metadata.distribution} == {
            "train.parquet",
            "validation.parquet",
        }
        for file in metadata.distribution:
            assert file.sha256 == hashlib.sha256((folder / file.name).read_bytes()).hexdigest()


def test_the_card_counts_what_the_files_hold_and_what_was_removed(exported, demo_home):
    card = (exported["verl"] / "README.md").read_text()
    for name in ("train", "validation"):
        count = pq.read_metadata(exported["verl"] / f"{name}.parquet").num_rows
        assert f"| {name} | {count:,} |" in card
    with open_warehouse(demo_home) as connection:
        for row in select(connection, "from curation_summary where lost_rows > 0"):
            assert f"| {row['rule']} | {row['lost_rows']} |" in card


def test_prompts_over_the_limit_are_counted_and_not_dropped(export, monkeypatch, capsys, curated):
    monkeypatch.setattr(
        write, "setting", lambda name: 60 if name == "longest_prompt_tokens" else setting(name)
    )
    code, _, folder = export()
    assert code == 0
    texts = [text_and_gold(row)[0] for row in rows_of(folder)]
    chinese = [sum("一" <= sign <= "鿿" for sign in text) for text in texts]
    over = sum(
        signs + (len(text) - signs) / setting("characters_per_token") > 60
        for text, signs in zip(texts, chinese, strict=True)
    )
    assert 0 < over < len(curated) == len(texts)
    assert re.search(rf"over 60 tokens +{over:,} ", capsys.readouterr().out)


# Whole or not at all


def test_a_failed_export_leaves_the_earlier_one_as_it_was(export, monkeypatch):
    _, _, folder = export()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    monkeypatch.setattr(write, "croissant", lambda *told: 1 / 0)
    code, _, _ = export("--format", "trl")
    assert code == 1
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_an_export_takes_the_place_of_an_earlier_one(export):
    export()
    code, _, folder = export("--format", "openrlhf")
    assert code == 0
    assert pq.read_schema(folder / "train.parquet").names == SCHEMAS["openrlhf"].names
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_folder_that_holds_something_else_is_left_alone(export, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    code, message, folder = export()
    assert (code, "holds something else" in message) == (2, True)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_without_curated_rows_it_is_said_what_to_do(demo_home, atlas, tmp_path, monkeypatch):
    monkeypatch.setattr("atlas.warehouse.select", lambda *told: [])
    code, message = atlas("export", "--out", tmp_path / "out", "--home", demo_home.root)
    assert (code, "run atlas build" in message) == (1, True)
    assert not (tmp_path / "out").exists()
