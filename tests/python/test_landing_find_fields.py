"""Fields that nobody named are found."""

import pytest

from atlas.landing.find_fields import find_answer, find_prompt, find_source

PROBLEMS = [f"What is {number} + {number}?" for number in range(30)]


def verl(problem):
    return {
        "data_source": "demo",
        "prompt": [{"role": "system", "content": "s"}, {"role": "user", "content": problem}],
        "reward_model": {"style": "rule", "ground_truth": "4"},
        "extra_info": {"question": problem, "source": "hidden"},
    }


LAYOUTS = {
    "gsm8k": (
        lambda problem: {"question": problem, "answer": "so #### 4"},
        ("question", "answer", None),
    ),
    "numina": (
        lambda problem: {"source": "amc", "problem": problem, "solution": "s", "answer": "4"},
        ("problem", "answer", "source"),
    ),
    "verl": (verl, ("prompt[role=user].content", "reward_model.ground_truth", "data_source")),
    "trl": (
        lambda problem: {"prompt": [{"role": "user", "content": problem}], "solution": "4"},
        ("prompt[role=user].content", "solution", None),
    ),
    "sharegpt": (
        lambda problem: {
            "conversations": [{"from": "human", "value": problem}, {"from": "gpt", "value": "4"}]
        },
        ("conversations[from=human].value", None, None),
    ),
    "orz": (
        lambda problem: [
            {"from": "human", "value": problem},
            {"from": "assistant", "ground_truth": {"value": "4"}},
        ],
        ("[from=human].value", "[from=assistant].ground_truth.value", None),
    ),
    "wrapped": (
        lambda problem: {f"Problem {problem}": {"question": problem, "answer": "4"}},
        ("*.question", "*.answer", None),
    ),
    "body and question": (
        lambda problem: {"Body": "Here.", "Question": problem, "Answer": 4},
        ('Body + " " + Question', "Answer", None),
    ),
    "options": (
        lambda problem: {"question": problem, "options": ["4", "5"], "correct": "A"},
        ("question + options", "correct", None),
    ),
    "alpaca": (
        lambda problem: {"instruction": "Solve.", "input": problem, "output": "4"},
        ('instruction + "\\n" + input', "output", None),
    ),
    "final beside a solution": (
        lambda problem: {"question": problem, "solution": "so it is 4", "final": "4"},
        ("question", "final", None),
    ),
    "boilerplate beside": (
        lambda problem: {"prompt": "import math", "query": problem, "test": "assert True"},
        ("query", "test", None),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_fields_of_a_known_layout_are_found(layout):
    row_of, expected = LAYOUTS[layout]
    rows = [row_of(problem) for problem in PROBLEMS]
    assert (find_prompt(rows), find_answer(rows), find_source(rows)) == expected


@pytest.mark.parametrize("rows", [[], [{}], [{"a": 1}], [[]], ["text"], [None], [{"prompt": []}]])
def test_rows_that_hold_no_prompt_give_none(rows):
    assert find_prompt(rows) is None
