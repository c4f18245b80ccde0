"""What is marked where two texts differ."""

import pytest

from atlas.differences import differences


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("Find $x$.", "Find \\(x\\).", "Find \\(x\\)."),
        ("Add 7 and 5.", "Add 8 and 5.", "Add [-7-]{+8+} and 5."),
        ("How many even numbers?", "How many numbers?", "How many [-even-]numbers?"),
        ("one two three four", "五 六 七", "五 六 七"),
    ],
)
def test_differing_tokens_are_marked(text, other, marked):
    assert differences(text, other).plain == marked


def test_what_is_equal_is_cut_to_its_neighbourhood():
    same = " ".join(f"word{n}" for n in range(50))
    marked = differences(f"{same} 7 {same}", f"{same} 8 {same}").plain
    assert "[-7-]{+8+}" in marked
    assert len(marked) < 60


def test_marks_are_harmless_and_short():
    said = differences("a\x1b[31m " * 400, "b\x1b[31m " * 400, length=100).plain
    assert "\x1b" not in said
    assert len(said) <= 100
