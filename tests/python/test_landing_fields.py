"""The field notation."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import UserError
from atlas.landing.catalog import plain_field
from atlas.landing.fields import parse_field
from atlas.landing.leaf import step

CHAT = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "1 + 1?"},
    {"role": "assistant", "content": "2"},
]


@pytest.mark.parametrize(
    ("expression", "row", "value"),
    [
        ("problem", {"problem": "p"}, "p"),
        ("Short Answer", {"Short Answer": 3}, 3),
        ("prompt[-1].content", {"prompt": CHAT}, "2"),
        ("prompt[role=user].content", {"prompt": CHAT}, "1 + 1?"),
        ("[0].value", [{"value": "v"}], "v"),
        ("[from=human].value", [{"from": "Human", "value": "v"}, {"from": "gpt"}], "v"),
        ("prompt[role=user,first].content", {"prompt": [*CHAT, *CHAT[1:]]}, "1 + 1?"),
        ("[role=user, first].content", [{"role": "user", "content": "1"}, *CHAT], "1"),
        ("a[0].b", {"a": "[{'b': None, 'c': [1.5, True]}]"}, None),
        ("a[1].b", {"a": "[{'b': 1}\n {'b': \"it's\"}]"}, "it's"),
        ("a.b[1]", {"a": "{'b': array(['x' 'y'], dtype=object)}"}, "y"),
        ("question + options(A, B, C)", {"question": "q", "A": "x", "B": 2}, "q\n(A) x\n(B) 2"),
        ("question + options(A, B)", {"question": "q", "A": "", "B": None}, "q"),
        ("q + options(A, B, C)", {"q": "q", "A": "1", "B": "", "C": "1"}, "q\n(A) 1\n(B) \n(C) 1"),
        ("question + options", {"question": "q", "options": ["A", "B", "C"]}, "q"),
        ("question + options", {"question": "q", "options": {"A": None, "B": None}}, "q"),
        ("options", {"options": "o"}, "o"),
        ("a.b[0]", {"a": {"b": [7]}}, 7),
        ("a.b[0]", {"a": '{"b": [7]}'}, 7),
        ('meta["a.b [c]"].d', {"meta": {"a.b [c]": {"d": 1}}}, 1),
        ("*.question", {"Problem_12": {"question": "q"}}, "q"),
        ("answer or solution", {"answer": " ", "solution": "s"}, "s"),
        ("order or oracle", {"oracle": 1}, 1),
        ("first(answer, solution)", {"answer": " ", "solution": "s"}, " "),
        ("first(a or b, c)", {"a": None, "b": 1, "c": 2}, 1),
        ("first(a.b, c + d)", {"a": {}, "d": "2"}, "2"),
        ("first(a, b)", {}, None),
        ("boxed(solution)", {"solution": r"\boxed{1}, so \boxed{\frac{1}{2}}"}, r"\frac{1}{2}"),
        ("boxed(chat[role=assistant].content)", {"chat": CHAT}, None),
        ("answer or boxed(solution)", {"solution": r"\boxed{1}"}, "1"),
        ('body + " " + question', {"body": "b", "question": "q"}, "b q"),
        ('body + "\\n" + question', {"question": "q"}, "\nq"),
        ('body + " " + question', {}, None),
        ("question + options", {"options": ["x", "y"]}, None),
    ],
)
def test_an_expression_gives_the_value_it_names(expression, row, value):
    assert parse_field(expression)(row) == value


@pytest.mark.parametrize(
    "options",
    [
        ["2", "4"],
        ["A) 2", "B) 4"],
        ["(A)2", "(B)4"],
        {"A": "2", "B": "4"},
        {"label": ["A", "B"], "text": ["2", "4"]},
        {"A": "2", "B": "4", "C": None, "D": ""},
        {"label": ["A", "B", "C"], "text": ["2", "4", None]},
        ["2", "4", None],
        '["2", "4"]',
        "['2', '4']",
        "['2' '4']",
        "A. 2\nB. 4",
        "A. 2; B. 4",
        "a ) 2 , b ) 4",
        "(A) 2 (B) 4",
        [{"key": "A", "value": "2"}, {"key": "B", "value": "4"}],
        [{"identifier": "A", "content": "2"}, {"identifier": "B", "content": "4"}],
        [[{"aoVal": "A", "content": "2"}], [{"aoVal": "B", "content": "4"}]],
    ],
)
def test_options_look_the_same_whatever_form_they_were_published_in(options):
    row = {"question": "1 + 1 = ?", "options": options}
    assert parse_field("question + options(options)")(row) == "1 + 1 = ?\n(A) 2\n(B) 4"


def test_numbered_placeholders_are_filled_with_plain_numbers():
    field = parse_field('fill(Question, "number", Numbers)')
    row = {"Question": "number0 of number10 is number1 .", "Numbers": "56.0 9.5"}
    assert field(row) == "56 of number10 is 9.5 ."


def test_an_expression_knows_the_columns_it_needs():
    assert parse_field("a.b or c[0] + d").columns == {"a", "c", "d"}
    assert parse_field("*.question").columns is None


@pytest.mark.parametrize("path", ["a", "a.b", "a[0]", "a[x=y]", "*.b", "[0]", '["a"]'])
@pytest.mark.parametrize("row", [None, 3, "text", [], {}, {"a": None}, [None], "[" * 9])
def test_a_path_that_leads_nowhere_gives_nothing(path, row):
    assert parse_field(path)(row) is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" + "-" * 100_000 + "1]",
        "[" + "1+" * 50_000 + "1]",
        "[" + "'x', " * 60_000 + "]",
        "[__import__('os').getcwd()]",
        "[x for x in y]",
        "{[]: 1}",
        "[9" + "9" * 5_000 + "]'",
        "['open",
    ],
)
def test_a_text_that_is_no_plain_list_or_object_stays_a_text(text):
    assert parse_field("a[0]")({"a": text}) is None


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "a +",
        "[",
        "a..b",
        "fill(a)",
        '"x',
        "a]",
        "a.",
        "(a)",
        "options(A",
        "first(a",
        "boxed(a, b)",
    ],
)
def test_an_unreadable_expression_is_explained_in_one_line(expression):
    with pytest.raises(UserError, match="write it like") as error:
        parse_field(expression)
    assert "\n" not in str(error.value)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        field = parse_field(text)
    except UserError:
        return
    field({"a": 1})


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.integers())
def test_every_name_can_be_written_as_a_path(names, value):
    row = value
    for name in reversed(names):
        row = {name: row}
    path = "".join(step(name, position > 0) for position, name in enumerate(names))
    assert parse_field(path)(json.loads(json.dumps(row))) == value


@pytest.mark.parametrize(
    ("prose", "expression"),
    [
        ("prompt[-1].content (role user)", "prompt[-1].content"),
        ("question (+ options)", "question + options"),
        ('answer after "####"', "answer"),
        ("reward_model.ground_truth {numbers,target}", "reward_model.ground_truth"),
        (r"\boxed{} in solution / answer", "solution or answer"),
        ("[i][0].value", "[0].value"),
        ("Problem_N.question (one wrapped object per line)", "*.question"),
        ("answer (value (unit))", "answer"),
        ('Body + " " + Question', 'Body + " " + Question'),
        (
            "Question with numberN placeholders, values in Numbers",
            'fill(Question, "number", Numbers)',
        ),
        ("", ""),
        ("???", "???"),
    ],
)
def test_a_field_described_in_prose_is_understood(prose, expression):
    assert plain_field(prose) == expression


def test_parts_of_a_question_are_not_rewritten_as_options():
    row = {"context": "ABC is a triangle.", "question": "(a) Find x; (b) prove y."}
    whole = parse_field(r'context + "\n" + question')(row)
    assert whole == "ABC is a triangle.\n(a) Find x; (b) prove y."
