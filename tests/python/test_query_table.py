"""Rows as a table: on a terminal as wide as that, in a pipe a line each."""

from io import StringIO

import pytest
from rich.console import Console

from atlas.console import make_console
from atlas.query_table import show_rows

NAMES = ["benchmark_prompt_id", "item_share", "text"]
ROWS = [("a" * 40, 0.25, "words " * 10), ("b" * 40, None, "short")]


@pytest.fixture
def printed(monkeypatch):
    """What is printed on a terminal of so many columns."""

    def show(width: int) -> list[str]:
        terminal = Console(file=StringIO(), force_terminal=True, color_system=None, width=width)
        monkeypatch.setattr("atlas.query_table.make_console", lambda: terminal)
        show_rows(NAMES, ROWS)
        return terminal.file.getvalue().splitlines()

    return show


@pytest.mark.parametrize("width", [120, 80, 57])
def test_names_stand_in_whole_and_long_cells_are_folded(printed, width):
    names, *lines = printed(width)
    assert names.split() == NAMES
    assert max(map(len, lines)) <= width
    folded = "".join(line.split()[0] for line in lines if line.startswith("a"))
    assert folded == "a" * 40


def test_where_names_do_not_fit_each_value_has_a_line(printed):
    lines = [line.split() for line in printed(40)]
    assert ["item_share", "0.25"] in lines
    assert [words[0] for words in lines if words and words[0] in NAMES] == NAMES * 2


def test_in_a_pipe_a_row_is_a_line_without_spaces_at_its_end(capsys):
    show_rows(NAMES * 4, [row * 4 for row in ROWS])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(ROWS)
    assert lines[1].count("a" * 40) == 4
    assert all(line == line.rstrip() for line in lines)


def test_what_is_piped_is_not_filled_with_spaces(capsys):
    make_console().print("words", end="   \n \n")
    assert capsys.readouterr().out == "words\n\n"
