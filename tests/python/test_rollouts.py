"""Rollouts: landed and graded once, and what the warehouse makes of simulated ones."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.demo.rollouts import CHANCES, OUTCOMES, train, unusable
from atlas.demo.world import make_world
from atlas.landing import land_rollouts
from atlas.landing.grade import Grader, Graders
from atlas.landing.rollout_rows import stage_of, truth, whole_number
from atlas.landing.text import final_answer

TABLE = {
    "prompt": "What is 1 + 1?",
    "atomic_source": "math",
    "model_scale": "1.7B",
    "stage": "checkpoint",
    "step": 250,
    "sample": 0,
    "correct": True,
}
VERL = {"input": "user\nWhat is 1 + 1?\nassistant\n", "gts": "2", "score": 0.0, "step": 100}


@pytest.fixture
def land(home, atlas, tmp_path):
    """Lands rows as JSON lines; gives the landed rows."""

    def landed(*rows: dict, options: tuple[str, ...] = (), name: str = "run.jsonl") -> list[dict]:
        path = write_lines(tmp_path / name, rows)
        assert atlas("land-rollouts", path, *options) == (0, None)
        return pq.read_table(home.rollouts / f"{path.stem}.parquet").to_pylist()

    return landed


def write_lines(path: Path, rows) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_verl_lines_are_graded_by_their_last_boxed_answer(land):
    right, wrong, none = land(
        VERL | {"output": r"\boxed{5}? No: \boxed{\frac{4}{2}}"},
        VERL | {"output": r"\boxed{2}? No: \boxed{3}"},
        VERL | {"output": "It is 2."},
    )
    assert (right["is_correct"], right["answer"]) == (True, r"\frac{4}{2}")
    assert right["verifier"].startswith("math-verify ")
    assert (wrong["is_correct"], wrong["grade"]) == (False, "graded")
    assert (none["is_correct"], none["grade"]) == (False, "no_boxed_answer")
    assert {row["stage"] for row in (right, wrong, none)} == {"checkpoint"}


def test_what_a_table_calls_correct_is_not_graded_again(land):
    (row,) = land(TABLE | {"response": r"\boxed{3}", "gold": "2", "correct": True})
    assert (row["is_correct"], row["grade"], row["verifier"]) == (True, "given", None)


def test_old_verl_lines_without_gold_count_by_their_score(land):
    rows = land(
        VERL | {"gts": None, "score": 1.0, "output": "x"},
        VERL | {"gts": None, "score": -1.0, "output": "x"},
        VERL | {"gts": None, "score": -1.0, "acc": True, "output": "x"},
    )
    assert [(row["is_correct"], row["grade"]) for row in rows] == [
        (True, "score"),
        (False, "score"),
        (True, "score"),
    ]


def test_options_say_what_rows_do_not_say(land):
    said, unsaid = land(
        TABLE,
        {"prompt": "p", "correct": 0},
        options=("--source", "forum", "--model-scale", "8B", "--step", "0"),
    )
    assert (said["atomic_source"], said["model_scale"], said["step"]) == ("math", "1.7B", 250)
    assert (unsaid["atomic_source"], unsaid["model_scale"]) == ("forum", "8B")
    assert (unsaid["stage"], unsaid["is_correct"]) == ("base", False)


def test_a_chat_message_is_a_prompt(land):
    messages = [{"role": "system", "content": "s"}, {"role": "user", "content": "What?"}]
    (row,) = land(TABLE | {"prompt": messages})
    assert row["prompt"] == "What?"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"prompt": "  "}, "no_prompt"),
        ({"correct": None}, "nothing_to_grade"),
        ({"correct": "perhaps"}, "nothing_to_grade"),
        ({"correct": None, "gold": "2"}, "nothing_to_grade"),
    ],
)
def test_a_row_that_says_nothing_is_kept_with_the_reason(land, change, reason):
    _, row = land(TABLE, TABLE | change)
    assert row["reject_reason"] == reason
    assert json.loads(row["record"])["atomic_source"] == "math"


def test_a_broken_line_does_not_stop_the_others(home, atlas, tmp_path):
    path = write_lines(tmp_path / "broken.jsonl", [TABLE])
    path.write_text(path.read_text() + "{broken\n" + json.dumps(TABLE) + "\n")
    assert atlas("land-rollouts", path) == (0, None)
    rows = pq.read_table(home.rollouts / "broken.parquet").to_pylist()
    assert [row["reject_reason"] for row in rows] == [None, "not_json", None]
    assert [row["row_number"] for row in rows] == [0, 1, 2]


def test_parquet_and_csv_are_read_alike(home, atlas, tmp_path):
    rows = [TABLE, TABLE | {"correct": False, "sample": 1}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "one.parquet")
    header = ",".join(TABLE)
    lines = [",".join(str(value) for value in row.values()) for row in rows]
    (tmp_path / "two.csv").write_text("\n".join([header, *lines]))
    assert atlas("land-rollouts", tmp_path / "one.parquet", tmp_path / "two.csv") == (0, None)
    one, two = (pq.read_table(home.rollouts / f"{name}.parquet") for name in ("one", "two"))
    assert one.equals(two)


def test_steps_of_a_run_are_named_after_its_folder(home, atlas, tmp_path):
    for step in ("0", "100"):
        write_lines(tmp_path / "Run A" / f"{step}.jsonl", [TABLE])
    assert atlas("land-rollouts", *sorted((tmp_path / "Run A").iterdir())) == (0, None)
    assert {path.stem for path in home.rollouts.iterdir()} == {"run_a_0", "run_a_100"}


def test_two_files_of_one_name_are_not_landed_over_each_other(home, atlas, tmp_path):
    paths = [write_lines(tmp_path / folder / "run.jsonl", [TABLE]) for folder in "ab"]
    code, message = atlas("land-rollouts", *paths)
    assert code == 2 and message.startswith("2 files would land as run; ")
    assert not home.rollouts.exists()


def test_a_wrong_stage_is_refused(atlas, tmp_path):
    path = write_lines(tmp_path / "run.jsonl", [TABLE])
    code, message = atlas("land-rollouts", path, "--stage", "middle")
    assert (code, message) == (2, "stage 'middle' is unknown; say base or checkpoint")


def test_a_file_of_rejected_rows_only_is_refused_and_replaces_nothing(home, atlas, land, tmp_path):
    before = land(TABLE)
    path = write_lines(tmp_path / "again" / "run.jsonl", [TABLE | {"prompt": ""}])
    code, message = atlas("land-rollouts", path)
    assert (code, "no rollout that can be used (1 no_prompt)" in message) == (2, True)
    assert pq.read_table(home.rollouts / "run.parquet").to_pylist() == before


def test_a_failed_landing_leaves_the_earlier_one_as_it_was(home, atlas, land, monkeypatch):
    before = land(TABLE)
    monkeypatch.setattr(land_rollouts, "sha256_of", lambda path: 1 / 0)
    assert atlas("land-rollouts", home.root.parent / "run.jsonl")[0] == 1
    assert [path.name for path in home.rollouts.iterdir()] == ["run.parquet"]
    assert pq.read_table(home.rollouts / "run.parquet").to_pylist() == before


def test_the_metadata_says_what_was_landed_and_how_it_was_graded(home, land):
    land(TABLE, TABLE | {"prompt": ""}, VERL | {"output": "?"})
    metadata = pq.read_metadata(home.rollouts / "run.parquet").metadata
    facts = json.loads(metadata[b"atlas"])
    assert facts["row_count"] == 3 and facts["file"] == "run.jsonl"
    assert facts["grades"] == {"given": 1, "no_boxed_answer": 1}
    assert facts["rejects"] == {"no_prompt": 1}
    assert facts["verifier"].startswith("math-verify ")


@pytest.fixture(scope="module")
def graders():
    with Graders(seconds=2, count=1) as graders:
        yield graders


@pytest.fixture(scope="module")
def world():
    return make_world()


@pytest.fixture(scope="module")
def warehouse(demo_home):
    with duckdb.connect(demo_home.warehouse, read_only=True) as connection:
        yield connection


class TestGrading:
    @pytest.mark.parametrize(
        ("gold", "answer", "is_correct"),
        [
            (r"\frac{1}{2}", "0.5", True),
            ("0.5", r"\frac12", True),
            ("x = 3", "3", True),
            ("1,000", "1000", True),
            ("(1, 2)", "(2, 1)", False),
            ("5", "-5", False),
            ("5", "}{", False),
        ],
    )
    def test_answers_are_compared_by_value(self, graders, gold, answer, is_correct):
        assert graders.grade_all([(gold, answer)])[gold, answer] == (is_correct, "graded")

    def test_an_answer_that_hangs_the_grader_stays_without_a_grade(self, graders):
        hanging, plain = ("3", "9^{9^{9^{9}}}"), ("4", "2^2")
        grades = graders.grade_all([hanging, plain])
        assert grades[hanging] == (None, "timed_out")
        assert grades[plain] == (True, "graded")

    def test_no_answer_is_a_thousand_characters_long(self):
        grader = Grader()
        assert grader.grade(("1", "x" * 1_001)) == (False, "answer_too_long")
        assert grader.process is None

    def test_a_pair_is_graded_once(self, graders, monkeypatch):
        asked = []
        monkeypatch.setattr(graders, "grade_one", lambda pair: asked.append(pair) or (True, "g"))
        graders.grade_all([("7", "7.0")] * 3)
        graders.grade_all([("7", "7.0")])
        assert asked == [("7", "7.0")]


def test_of_a_response_that_repeats_itself_the_last_boxes_are_looked_at():
    assert final_answer(r"\boxed{1} " * 100_000 + r"\boxed{2}") == "2"
    assert final_answer(r"\boxed{" * 50_000) is None
    assert final_answer(r"so \fbox{3}") == "3"


def test_steps_and_truths_are_read_in_the_ways_they_are_written():
    assert [whole_number(step) for step in (100, 100.0, "100", "global_step_100")] == [100] * 4
    assert [whole_number(step) for step in (None, "last", float("nan"))] == [None] * 3
    assert [truth(value) for value in (True, 1, "True", 1.0, "no", 0)] == [True] * 4 + [False] * 2
    assert stage_of(None, 0) == "base" and stage_of(None, 5) == "checkpoint"
    assert stage_of("Base", 5) == "base" and stage_of(None, None) is None


class TestSimulatedWorld:
    """The demo world holds rollouts of models that learn with known chances."""

    def test_every_prompt_has_the_outcome_it_was_given(self, world, warehouse):
        found = warehouse.sql(
            "select prompt, atomic_source, model_scale, outcome"
            " from marts.outcomes join marts.prompts using (prompt_id)"
        ).fetchall()
        expected = {
            (one.text, one.atomic_source, one.model_scale, one.outcome) for one in train(world)
        }
        assert set(found) == expected and len(found) == len(expected)

    def test_the_chances_lie_in_the_intervals(self, world, warehouse):
        counts = defaultdict(Counter)
        for one in train(world):
            counts[one.atomic_source, one.model_scale][one.outcome] += 1
        found = warehouse.sql(
            "select name, model_scale, columns('(never|lost|kept|learned)_(count|low|high)')"
            " from marts.sca where grain = 'atomic_source'"
        )
        names = found.columns[2:]
        rows = {row[:2]: dict(zip(names, row[2:], strict=True)) for row in found.fetchall()}
        assert rows.keys() == CHANCES.keys()
        held = []
        for key, chances in CHANCES.items():
            for outcome, chance in zip(OUTCOMES, chances, strict=True):
                row = rows[key]
                assert row[f"{outcome}_count"] == counts[key][outcome]
                held.append(row[f"{outcome}_low"] <= chance <= row[f"{outcome}_high"])
        assert sum(held) / len(held) >= 0.9  # of 95 % intervals, each of which may miss

    def test_datasets_share_the_outcomes_of_their_prompts(self, world, warehouse):
        outcomes = {(one.text, one.model_scale): one.outcome for one in train(world)}
        expected = {}
        for name, rows in world.rows.items():
            texts = {row.text for row in rows if row.problem}
            for scale in {scale for _, scale in outcomes}:
                held = Counter(outcomes.get((text, scale)) for text in texts)
                held.pop(None, None)
                if held:
                    expected[name, scale] = tuple(held[outcome] for outcome in OUTCOMES)
        found = warehouse.sql(
            "select name, model_scale, never_count, lost_count, kept_count, learned_count"
            " from marts.sca where grain = 'dataset'"
        ).fetchall()
        assert {row[:2]: row[2:] for row in found} == expected

    def test_each_unusable_rollout_is_set_aside_for_its_own_reason(self, world, warehouse):
        known = next(one for one in train(world) if one.atomic_source == "demo_school")
        expected = [row["note"] for row in unusable(known)]
        found = warehouse.sql(
            "select unused_reason from marts.rollouts_not_used order by row_number"
        ).fetchall()
        assert [reason for (reason,) in found] == expected
