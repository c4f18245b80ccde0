"""Options are cut off as RE2 would cut them, character by character."""

import duckdb
import pyarrow as pa
import pytest

from atlas.settings import setting
from python_udfs.blank_out import blank_out_column

COSTLY = [part for part in setting("set_asides") if "needs" in part]
TEXTS = [
    "Find x. (A) 1 (B) 2 (C) 3 (D) 4",
    "Points (A) and (B) and (C)" + " far" * 100 + " away",
    "Point (A)" + " far" * 100 + " from (B), then (A) 1 (B) 2 (C) 3",
    r"Which? \textbf{(A) } 1 \textbf{(B) } 2 \textbf{(C) } 3",
    "Which is even?\nA. 1\nB. 2\nC. 3\nD. 5",
    "选哪个？ A、一 B、二 C、三",
    "no options (A)",
    "",
    None,
]


@pytest.mark.parametrize("part", COSTLY, ids=lambda part: part["name"])
def test_what_is_blanked_out_is_what_re2_would_replace(part):
    expected = [
        duckdb.execute("select regexp_replace(?, ?, ' ', 'g')", [text, part["pattern"]]).fetchone()[
            0
        ]
        for text in TEXTS
    ]
    assert expected != TEXTS
    count = len(TEXTS)
    columns = (TEXTS, [part["pattern"]] * count, [part["needs"]] * count)
    blanked = blank_out_column(*(pa.chunked_array([column], pa.string()) for column in columns))
    assert blanked.to_pylist() == expected


def test_a_pattern_that_varies_is_an_error():
    columns = (["x", "y"], ["a", "b"], ["a", "a"])
    with pytest.raises(ValueError, match="must be one constant"):
        blank_out_column(*(pa.chunked_array([column]) for column in columns))
