"""The report: what its sections say, and that nothing from a data file can become markup."""

import json
import re
from itertools import combinations, pairwise

import duckdb
import numpy as np
import pytest

from atlas.report import charts, checks, leaks, lineage, novelty, sankey, section, summary
from atlas.report.page import as_json


def test_the_report_is_one_file_without_anything_from_outside(demo_home, tmp_path, atlas):
    file = tmp_path / "deep" / "report.html"
    assert atlas("report", "--home", demo_home.root, "--out", file) == (0, None)
    page = file.read_text(encoding="utf-8")
    markup = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    assert not re.findall(r"""(?:src|href)=["']?(?!#)[^"' >]+""", markup)
    assert "default-src 'none'" in markup


def test_without_pairs_the_report_holds_no_text_of_a_prompt(demo_home, tmp_path, atlas):
    file = tmp_path / "report.html"
    assert atlas("report", "--home", demo_home.root, "--out", file, "--pairs", "0") == (0, None)
    page = file.read_text(encoding="utf-8")
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as connection:
        texts = connection.sql("select prompt from marts.prompts where length(prompt) > 40")
        assert not [text for (text,) in texts.fetchall() if as_json(text).strip('"') in page]


def test_without_a_warehouse_it_says_what_to_do(home, atlas):
    code, said = atlas("report")
    assert code == 2
    assert "run atlas build" in said


def test_a_place_that_cannot_be_written_is_one_line(demo_home, tmp_path, atlas):
    (tmp_path / "file").write_text("")
    code, said = atlas("report", "--home", demo_home.root, "--out", tmp_path / "file" / "x.html")
    assert (code, said.split(" ")[0:2]) == (2, ["cannot", "create"])
    assert said.endswith("check --out")


def test_a_folder_is_not_overwritten(demo_home, tmp_path, atlas):
    code, said = atlas("report", "--home", demo_home.root, "--out", tmp_path)
    assert code == 2
    assert "is a folder" in said


@pytest.mark.parametrize(
    "text", ["</script><script>", "<!--", "a & b", "\u2028", "</SCRIPT >", "]]>"]
)
def test_json_cannot_end_its_script_element(text):
    written = as_json({"prompt": text})
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.0004, "< 0.1 %"),
        (0.5, "50.0 %"),
        (0.99996, "> 99.9 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_everything(share, words):
    assert section.percent(share).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.001, "<1"), (0.125, "13"), (0.994, "99"), (0.9999, "99"), (1.0, "100")]
)
def test_a_cell_says_100_only_where_every_item_leaks(share, words):
    assert leaks.label(share) == words


LINKS = [
    {"column": 0, "from": "math", "to": "math", "rows": 30},
    {"column": 0, "from": "math", "to": "mix", "rows": 50},
    {"column": 0, "from": "none", "to": "mix", "rows": 20},
    {"column": 1, "from": "mix", "to": "kept", "rows": 45},
    {"column": 1, "from": "mix", "to": "removed", "rows": 25},
]


def test_a_ribbon_is_as_high_as_its_rows_wherever_it_ends():
    blocks, ribbons = sankey.layout(LINKS, ["math", "none"])
    by_place = {(one["column"], one["name"]): one for one in blocks}
    heights = {one["rows"]: one["height"] for one in ribbons}
    assert all(height == pytest.approx(rows * heights[50] / 50) for rows, height in heights.items())
    for ribbon in ribbons:
        for at, end in zip(("start", "end"), sankey.ends(ribbon), strict=True):
            assert by_place[end]["y"] - 1e-9 <= ribbon[at]
            assert ribbon[at] + ribbon["height"] <= by_place[end]["y2"] + 1e-9


def test_blocks_of_a_column_stand_apart_and_inside():
    blocks, _ = sankey.layout(LINKS, ["math", "none"])
    for column in range(3):
        own = sorted((one["y"], one["y2"]) for one in blocks if one["column"] == column)
        assert own[0][0] >= 0
        assert own[-1][1] <= 1 + 1e-9
        assert all(upper[1] < lower[0] for upper, lower in pairwise(own))


def edge(child: str, parent: str, share: float) -> dict:
    return {
        "child_dataset_id": child,
        "parent_dataset_id": parent,
        "share_of_child": share,
        "is_direct": True,
    }


def test_a_dataset_stands_below_the_parent_that_explains_most_of_it():
    datasets = {name: {"released_on": None} for name in "abcde"}
    edges = [edge("c", "a", 0.9), edge("c", "b", 0.2), edge("d", "b", 0.5), edge("e", "c", 0.4)]
    assert lineage.tree_order(datasets, edges) == ["a", "c", "e", "b", "d"]


# What eyes without red, green or blue cones make of linear RGB: Machado, Oliveira, Fernandes 2009.
EYES = {
    "all cones": np.eye(3),
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no blue": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
TOLD_APART = 12  # CIE 1976; 2.3 is the least that anybody sees


def seen(colour: str, eyes: list[list[float]]) -> np.ndarray:
    """A colour as these eyes see it, in CIE Lab."""
    shares = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ @ np.clip(np.array(eyes) @ linear, 0, 1) / XYZ.sum(axis=1)
    x, y, z = (np.cbrt(one) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", EYES.values(), ids=EYES.keys())
@pytest.mark.parametrize(
    "colours",
    [[*charts.SOURCES, charts.OTHER, charts.UNKNOWN], [charts.BLUE, charts.ORANGE, charts.INK]],
)
def test_colours_are_told_apart_by_every_eye(colours, eyes):
    for one, other in combinations(colours, 2):
        distance = np.linalg.norm(seen(one, eyes) - seen(other, eyes))
        assert distance > TOLD_APART, f"{one} and {other}"


def test_a_release_is_shown_as_far_as_it_is_known():
    with duckdb.connect() as connection:
        connection.execute("""
            create table datasets as
            select
                'mine' as dataset_id, 'train' as role, date '2025-05-01' as released_on,
                'month' as released_precision, 2 as row_count, 0 as rejected_count,
                2 as prompt_count, 1.0 as novel_share
        """)
        connection.execute("create table prompts (problem_id varchar, first_seen_on date)")
        of_datasets = novelty.section(connection).tables[-1]
    assert "released" in [column.key for column in of_datasets.columns]
    assert [row["released"] for row in of_datasets.rows] == ["2025-05"]


def test_a_card_of_one_speaks_of_one():
    one = dict.fromkeys(
        (
            *("datasets", "training_sets", "benchmarks", "landed_rows", "rejected_rows"),
            *("prompts", "problems", "pairs", "direct_pairs", "leaking_sets"),
            *("leaked_benchmarks", "conflicts", "curated_rows", "pool_rows"),
        ),
        1,
    )
    cards = {card["to"]: card["words"] for card in summary.figures(one, "–")}
    assert cards["leaks"] == "training set holds"
    assert cards["novelty"] == "distinct problem"
    assert not [
        words for words in cards.values() if re.search(r"(row|set|problem|parent)s\b", words)
    ]


@pytest.mark.parametrize(("warnings", "words"), [(0, "0 deserve"), (1, "1 deserves"), (2, "2 des")])
def test_what_deserves_a_look_is_counted(home, warnings, words):
    outcome = {
        **dict.fromkeys(("suite", "part", "claim", "table"), "seeds"),
        **dict.fromkeys(("error", "observed"), None),
        **{"failing": 0, "checked": 1, "examples": []},
    }
    states = ["warning"] * warnings + ["holds"]
    home.root.mkdir(parents=True)
    (home.root / "quality.json").write_text(
        json.dumps({"outcomes": [{**outcome, "state": state} for state in states], "notes": []})
    )
    assert f", {words}" in checks.section(home).lead[0]
