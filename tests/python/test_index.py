"""A file traced by an index of signatures names what the whole warehouse names."""

import json
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.completion import attached_indexes
from atlas.home import Home
from atlas.index.attach import description_of
from atlas.index.export import export_index
from atlas.index.schema import INDEX_SCHEMA, VERSION
from atlas.landing.rollout_schema import ROLLOUT_SCHEMA
from atlas.warehouse import open_read_only, open_warehouse, select
from python_udfs.marks import MOST_RARE_WORDS, Marker

TRACED = ("demo_benchmark_leaked", "demo_near_copy", "demo_mixture")


@pytest.fixture(scope="module")
def index_file(demo_home: Home, tmp_path_factory):
    """An index of all the demo but the traced datasets."""
    file = tmp_path_factory.mktemp("index") / "others.parquet"
    with open_warehouse(demo_home) as connection:
        ids = [row["dataset_id"] for row in select(connection, "from datasets")]
    others = [name for name in ids if name not in TRACED]
    with open_read_only(demo_home, "set schema = 'marts'") as connection:
        export_index(connection, others, file)
    return file


@pytest.fixture(scope="module")
def traced_home(demo_home: Home, index_file, tmp_path_factory) -> Home:
    """A home with the traced datasets alone, built with that index."""
    home = Home(tmp_path_factory.mktemp("traced"))
    home.landed.mkdir()
    for name in TRACED:
        home.landed_file(name).symlink_to(demo_home.landed_file(name))
    for arguments in (("index", "attach", index_file), ("build",)):
        command = [sys.executable, "-m", "atlas.cli", *arguments, "--home", home.root]
        ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
    return home


def both(demo_home: Home, traced_home: Home, whole: str, by_index: str) -> tuple[list, list]:
    with open_warehouse(demo_home) as connection:
        expected = connection.execute(whole, {"traced": TRACED}).fetchall()
    with open_warehouse(traced_home) as connection:
        return expected, connection.execute(by_index).fetchall()


def test_the_index_names_the_parents_that_the_texts_name(demo_home, traced_home):
    expected, found = both(
        demo_home,
        traced_home,
        """
        select child_dataset_id, parent_dataset_id from lineage_edges
        where is_direct and list_contains($traced, child_dataset_id) order by all
        """,
        "select dataset_id, indexed_dataset_id from index_lineage where is_direct order by all",
    )
    assert len(expected) >= 5
    assert found == expected


LEAKS = "select dataset_id, prompt_id, benchmark_id, benchmark_prompt_id, relation"


def test_equal_texts_leak_alike_and_most_near_ones(demo_home, traced_home):
    expected, found = both(
        demo_home,
        traced_home,
        f"{LEAKS} from leaks where list_contains($traced, dataset_id)",
        f"{LEAKS} from index_leaks",
    )
    of = {
        relation: (
            {leak[:4] for leak in expected if leak[4] == relation},
            {leak[:4] for leak in found if leak[4] == relation},
        )
        for relation in ("exact", "normalised", "near_duplicate")
    }
    for relation in ("exact", "normalised"):
        assert of[relation][0]
        assert of[relation][0] == of[relation][1], relation
    by_text, by_index = of["near_duplicate"]
    assert by_index
    assert by_index <= {leak[:4] for leak in expected}, "the index accuses nobody falsely"
    assert len(by_index) >= 0.8 * len(by_text)


def test_novelty_and_sources_are_told_by_the_index(demo_home, traced_home):
    with open_warehouse(demo_home) as connection:
        (whole,) = select(connection, "from datasets where dataset_id = 'demo_mixture'")
    with open_warehouse(traced_home) as connection:
        sources = select(connection, "from index_sources where dataset_id = 'demo_mixture'")
    novel = sum(one["share"] for one in sources if one["is_novel"])
    assert novel == pytest.approx(whole["novel_share"])
    assert {one["atomic_source"] for one in sources if not one["is_novel"]} == {
        *("demo_contest", "demo_school", "demo_textbook")
    }


def test_the_trace_shows_what_the_index_says(traced_home, atlas, capsys):
    capsys.readouterr()
    assert atlas("trace", "demo_near_copy", "--home", traced_home.root) == (0, None)
    said = capsys.readouterr().out
    assert "by the index others, without its texts" in said
    assert "demo_contest: " in said
    atlas("trace", "demo_near_copy", "--format", "json", "--home", traced_home.root)
    facts = json.loads(capsys.readouterr().out)
    assert facts["index"]["lineage"][0]["indexed_dataset_id"] == "demo_contest"


def test_an_index_holds_no_text(demo_home, index_file):
    """No word of five letters of any prompt stands in any column but the ids."""
    with open_warehouse(demo_home) as connection:
        words = connection.execute(
            """
            select distinct unnest(regexp_extract_all(lower(prompt), '[a-z]{5,}')) from prompts
            """
        ).fetchall()
    table = pq.read_table(index_file)
    strings = {
        value
        for name in ("holdings", "same_problem")
        for items in table[name].to_pylist()
        for item in items
        for value in item.values()
        if isinstance(value, str)
    }
    datasets = {one["dataset_id"] for one in description_of(index_file)["datasets"]}
    names = strings - datasets - {"near_duplicate", "rewritten", "translated"}
    assert all(name.startswith("demo_") for name in names)
    assert all(len(value) == 40 for value in table["prompt_id"].to_pylist())
    assert len(words) > 100
    assert not {word for (word,) in words} & strings


def test_an_index_of_some_datasets_says_nothing_of_the_texts_of_others(demo_home, tmp_path):
    """What is judged to be one problem with an exported text is exported itself."""
    file = tmp_path / "pair.parquet"
    with open_read_only(demo_home, "set schema = 'marts'") as connection:
        export_index(connection, ["demo_contest", "demo_near_copy"], file)
    rows = pq.read_table(file, columns=["text_id", "same_problem"]).to_pylist()
    told = {other["text_id"] for row in rows for other in row["same_problem"]}
    assert told
    assert told <= {row["text_id"] for row in rows}


# Attaching


def test_what_is_no_index_is_refused_in_one_line(home, atlas, tmp_path):
    not_parquet, other = tmp_path / "some.txt", tmp_path / "other.parquet"
    not_parquet.write_text("no index")
    pq.write_table(ROLLOUT_SCHEMA.empty_table(), other)
    aged = tmp_path / "aged.parquet"
    metadata = {b"atlas_index": b'{"version": 0, "datasets": []}'}
    pq.write_table(INDEX_SCHEMA.with_metadata(metadata).empty_table(), aged)
    for file, hint in (
        (not_parquet, "is no index"),
        (other, "is no index"),
        (aged, "another version"),
        (tmp_path / "nowhere.parquet", "there is no file"),
    ):
        code, message = atlas("index", "attach", file)
        assert (code, hint in message, "\n" in message) == (2, True, False)
    assert not home.indexes.exists()


SOUND = {
    "version": VERSION,
    "made_at": "2026-05-26T12:00:00+00:00",
    "datasets": [
        {
            **dict.fromkeys(["domain", "hub_id", "licence", "benchmark_family"]),
            **{"dataset_id": "'; drop table rows; --", "role": "train", "prompt_count": 1},
            **{"released_on": "2026-05-26", "released_precision": "day"},
        }
    ],
    "parents": [],
}
(DATASET,) = SOUND["datasets"]


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({}, True),
        ({"made_at": "yesterday"}, False),
        ({"datasets": 7}, False),
        ({"datasets": [1]}, False),
        ({"datasets": [{}]}, False),
        ({"datasets": [DATASET | {"role": "<script>"}]}, False),
        ({"datasets": [DATASET | {"released_on": "9999999-01-01"}]}, False),
        ({"datasets": [DATASET | {"dataset_id": None}]}, False),
        ({"datasets": [DATASET | {"licence": ["MIT"]}]}, False),
        ({"parents": {"a": "b"}}, False),
        (
            {"parents": [{"child_dataset_id": "a", "parent_dataset_id": "b", "share_of_child": 2}]},
            False,
        ),
    ],
)
def test_what_an_index_says_of_itself_is_not_believed(home, atlas, tmp_path, change, is_taken):
    file = tmp_path / "odd.parquet"
    metadata = {b"atlas_index": json.dumps(SOUND | change).encode()}
    pq.write_table(INDEX_SCHEMA.with_metadata(metadata).empty_table(), file)
    code, message = atlas("index", "attach", file)
    assert (code == 0) == is_taken == home.indexes.exists()
    assert is_taken or "says what no index says" in message


@pytest.mark.parametrize("said", [b"[]", b'"x"', b"{}", b"\xff", b"[" * 100_000, b"9" * 5_000])
def test_an_index_that_says_nothing_is_none(home, atlas, tmp_path, said):
    file = tmp_path / "odd.parquet"
    pq.write_table(INDEX_SCHEMA.with_metadata({b"atlas_index": said}).empty_table(), file)
    code, message = atlas("index", "attach", file)
    assert (code, "is no index" in message) == (2, True)
    assert not home.indexes.exists()


def test_an_index_is_attached_listed_completed_and_detached(home, atlas, index_file, capsys):
    assert atlas("index", "attach", index_file, "--name", "published") == (0, None)
    capsys.readouterr()
    assert atlas("index", "list", "--format", "json") == (0, None)
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], len(listed["datasets"])) == ("published", 27)
    assert attached_indexes(SimpleNamespace(params={}), "pub") == ["published"]
    assert atlas("index", "detach", "published") == (0, None)
    assert atlas("index", "detach", "published")[0] == 2
    assert atlas("index", "attach", index_file, "--name", "../escape")[0] == 2


def test_only_landed_datasets_can_be_indexed(demo_home, atlas, tmp_path):
    code, message = atlas(
        *("index", "export", "nobody", "--out", tmp_path / "a", "--home", demo_home.root)
    )
    assert (code, "nobody is not in the warehouse" in message) == (2, True)


# Marks


def marks_of(*texts: str) -> list[dict]:
    signatures = pa.chunked_array([[[0x101] * 4] * len(texts)], pa.list_(pa.uint32()))
    return Marker({"the": 0.5}).column(pa.chunked_array([list(texts)]), signatures).to_pylist()


def test_formulas_count_in_order_and_words_do_not():
    plain, reordered, other_words = marks_of("sum 2 + 3 apple", "apple sum 2 + 3", "sum 3 + 2")
    assert plain == reordered
    assert plain["formula"] != other_words["formula"]


def test_a_negation_counts_wherever_it_stands():
    plain, denied, elsewhere, doubled = marks_of(
        "x is 2 and y is 3", "x is not 2 and y is 3", "x is 2 and y is not 3", "x is not not 2 y 3"
    )
    assert denied["formula"] == elsewhere["formula"]
    assert len({one["formula"] for one in (plain, denied, doubled)}) == 3
    assert plain["formula_length"] == denied["formula_length"] == 4


def test_word_sums_differ_by_the_word_that_was_exchanged():
    """Whatever the other words, their order and endings, and the formulas are."""
    row, column, other_row, other_column = (
        one["word_sum"]
        for one in marks_of("a row of 2", "of 3 a columns", "each row", "each column 不")
    )
    (added,) = marks_of("不")
    assert row - column == other_row - other_column + added["word_sum"]
    assert row != column
    (longest,) = marks_of(" ".join(["word"] * 10_000))
    assert 0 < longest["word_sum"] < 2**60


def test_common_words_and_numbers_leave_no_rare_word():
    (marks,) = marks_of("the the 7 = 7")
    assert marks["rare_words"] == []
    assert marks_of("the the")[0]["formula"] is None


def test_marks_are_small_and_sorted():
    (marks,) = marks_of(" ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200)))
    assert len(marks["rare_words"]) == MOST_RARE_WORDS
    assert marks["rare_words"] == sorted(set(marks["rare_words"]))
    assert marks["signature"] == [1] * 4
    assert np.iinfo(np.uint16).max >= max(marks["rare_words"])
