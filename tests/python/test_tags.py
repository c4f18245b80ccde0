"""Tag rules: tried as RE2 tries them, and held against rows that were read by hand."""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict

import duckdb
import pyarrow as pa
import pytest

from atlas.home import PROJECT, SEEDS
from python_udfs.text_rules import TextRules

JUDGED = PROJECT / "tests" / "tags" / "judged_prompts.csv"

# Of the rows read: at least this share of the flagged ones is so, and of those that are so flagged.
LEAST = {
    "multiple_choice": (0.95, 0.90),
    "options_stripped": (0.95, 0.90),
    "proof_task": (0.88, 0.90),
    "yes_no_answer": (0.95, 0.80),
    "multi_part": (0.95, 0.80),
    "needs_picture": (0.95, 0.90),
    "answer_in_prompt": (0.90, 0.90),
    "answer_missing": (0.95, 0.95),
    "answer_unverifiable": (0.95, 0.80),
}


def read(path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


RULES = read(SEEDS / "tag_rules.csv")


@pytest.fixture(scope="module")
def rules() -> TextRules:
    return TextRules((row["rule_id"], row["looks_at"], row["pattern"]) for row in RULES)


def fitting(rules: TextRules, text: str, looks_at: str = "text") -> set[str]:
    return set(rules.column(pa.array([looks_at]), pa.array([text])).to_pylist()[0])


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("How many? (A) 1 (B) 2 (C) 3", "mc-brackets"),
        (
            "How many? $\\textbf{(A)}\\ 1 \\qquad\\textbf{(B)}\\ 2\\qquad\\textbf{(C)}\\ 3$",
            "mc-brackets",
        ),
        ("则 $x$ 等于（A）1（B）2（C）3", "mc-brackets"),
        ("How many? A) 1 B) 2 C) 3", "mc-letters"),
        ("The value is A. 9 B. 8 C. 7", "mc-letters"),
        ("Find it.\nA. one\nB. two\nC. three", "mc-letters"),
        ("Which is bigger? (a) 3 (b) 4", "mc-small-letters"),
        ("Which of the following could be the area?", "os-following"),
        ("Let $x > 0$. Prove that $x + 1/x \\geq 2$.", "proof-asked"),
        ("Show that it is 34.", "proof-asked"),
        ("Let $a = 3$. Does 10 divide $a$?", "yes-no-question"),
        ("Are all cats dogs? (Answer Yes or No)", "yes-no-asked"),
        ("Let $f(x) = x$. (1) Find $f(1)$; (2) If $f(a) = 3$, find $a$.", "parts-numbered"),
        ("Solve the equations: a) $x = 1$ b) $2x = 4$", "parts-listed"),
        ("How many pens are there? How much do they cost?", "parts-two-questions"),
        ("In the diagram below, $AB = 3$.", "picture-in"),
        ("Four squares are placed as shown. Find the area.", "picture-shown"),
        ("The graph shows the sales of a shop.", "picture-shows"),
        ("Find $x$ (see the drawing).", "picture-numbered"),
    ],
)
def test_a_rule_fits_what_it_is_for(rules, text, rule_id):
    assert rule_id in fitting(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "If $n(A) + n(B) + n(C) = 5$, find $n(A \\cup B \\cup C)$.",
        "Box A. is red. Box B is blue, and C. is green.",
        "Find all $n$ such that (1) $n$ is even; (2) $n^2 < 50$; (3) $n > 0$.",
        "Shift the graph of $y = x$ to the right by 2 units.",
        "His report card must show that he received 80 points. What did he get?",
        "Which of the following is larger: $2^3$, $3^2$?",
    ],
)
def test_what_only_looks_alike_is_left_alone(rules, text):
    kinds = {row["rule_id"]: row["kind"] for row in RULES}
    assert not {
        rule for rule in fitting(rules, text) if kinds[rule] in ("choice", "task", "defect")
    }


def test_columns_are_read_chunk_by_chunk_and_nulls_fit_nothing(rules):
    looks_at = pa.chunked_array([["text", "length"], ["text", "nothing known"]])
    texts = pa.chunked_array([["Prove that 1 = 1.", "12"], [None, "x"]])
    found = rules.column(looks_at, texts).to_pylist()
    assert "proof-asked" in found[0]
    assert found[1:] == [["length-tiny"], [], []]


def test_no_rows_give_no_rules(rules):
    assert rules.column(pa.array([], pa.string()), pa.array([], pa.string())).to_pylist() == []


def test_a_pattern_that_is_none_is_named():
    rules = TextRules([("broken", "text", "(")])
    with pytest.raises(ValueError, match=r"matching_rules: .*missing"):
        rules.column(pa.array(["text"]), pa.array(["x"]))


def test_rules_are_only_silent_beside_rules_and_tags_that_exist():
    known = {row["rule_id"] for row in RULES} | {row["tag"] for row in RULES}
    for row in RULES:
        assert set(filter(None, row["unless"].split(";"))) <= known, row["rule_id"]


def test_at_least_forty_rows_were_read_for_each_tag_on_either_side():
    counts = Counter((row["tag"], row["sample"] == "flagged") for row in read(JUDGED))
    assert {tag for tag, _ in counts} == set(LEAST)
    assert min(counts.values()) >= 40


@pytest.mark.real_data
@pytest.mark.slow
class TestOnRealData:
    @pytest.fixture(scope="class")
    @classmethod
    def tags(cls, tmp_path_factory):
        """Prompt id -> tags, of all shared datasets."""
        shared = PROJECT.parent / "shared" / "data"
        if not (shared / "catalog.csv").exists():
            pytest.skip("needs the published datasets in ../shared/data")
        home = tmp_path_factory.mktemp("real")
        land = ["-m", "atlas.cli", "land", "--catalog", shared / "catalog.csv"]
        build = ["-m", "dbt.cli.main", "--quiet", "--log-path", home / "logs", "build"]
        build += ["--exclude-resource-type", "test", "unit_test", "--select", "+prompt_tags"]
        for command in (land, [*build, "--target-path", home / "target"]):
            subprocess.run(
                [sys.executable, *command],
                cwd=PROJECT,
                env=os.environ | {"ATLAS_HOME": str(home)},
                check=True,
            )
        found = defaultdict(set)
        with duckdb.connect(home / "build" / "warehouse.duckdb", read_only=True) as connection:
            rows = connection.sql(
                "select prompt_id, tag from scoring.prompt_tags"
                " inner join canonical.prompt_forms using (prompt_key)"
            ).fetchall()
        for prompt_id, tag in rows:
            found[prompt_id].add(tag)
        return found

    @pytest.mark.parametrize("tag", LEAST)
    def test_tags_are_right_about_the_rows_that_were_read(self, tags, tag):
        counts = Counter(
            (tag in tags[row["prompt_id"]], row["is_so"] == "true")
            for row in read(JUDGED)
            if row["tag"] == tag and row["prompt_id"] in tags
        )
        precision = counts[True, True] / (counts[True, True] + counts[True, False])
        recall = counts[True, True] / (counts[True, True] + counts[False, True])
        assert precision >= LEAST[tag][0] and recall >= LEAST[tag][1]
