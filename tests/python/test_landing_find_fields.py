"""Fields that nobody named are found."""

import json

import pytest

from atlas.landing import find_answer as answers
from atlas.landing import find_fields
from atlas.landing.fields import parse_field
from atlas.landing.leaves import MAX_KEYS, MAX_PLACES, sample_leaves
from atlas.landing.remarks import remarks
from atlas.landing.samples import Sample, answer_in, prompt_in, source_in
from atlas.landing.suggest import no_prompt


def find_prompt(rows):
    return find_fields.find_prompt(sample_leaves(rows))


def find_answer(rows):
    return answers.find_answer(sample_leaves(rows))


def find_source(rows):
    return find_fields.find_source(sample_leaves(rows))


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


BOXED = {"role": "assistant", "content": r"so \boxed{4}"}
FOUR = {"A": "1", "B": "2", "C": "3", "D": "4"}

# Each row: what stands in it, the prompt and the answer that are found.
TABLES = {
    "a chat as JSON": (
        lambda q: {"messages": json.dumps(chat(q)), "ground_truth": "4"},
        ("messages[role=user].content", "ground_truth"),
    ),
    "a chat as Python prints it": (
        lambda q: {"prompt": str(chat(q)), "reward_model": str({"ground_truth": "4"})},
        ("prompt[role=user].content", "reward_model.ground_truth"),
    ),
    "an answer inside of JSON": (
        lambda q: {"prompt": q, "verification_info": '{"ground_truth":"4"}'},
        ("prompt", "verification_info.ground_truth"),
    ),
    "lettered columns": (
        lambda q: {"question": q, **FOUR, "answer": "A"},
        ("question + options(A, B, C, D)", "answer"),
    ),
    "option columns": (
        lambda q: {"question": q, "opa": "1", "opb": "2", "cop": 1},
        ("question + options(opa, opb)", "cop"),
    ),
    "letters that are numbers of the problem": (
        lambda q: {"question": q, "a": 3, "b": 4, "answer": f"{q[8]} or seven"},
        ("question", "answer"),
    ),
    "options under another name": (
        lambda q: {"question": q, "answer_choices": ["1", "2"], "correct_answer_index": 1},
        ("question + answer_choices", "correct_answer_index"),
    ),
    "answers that are options": (
        lambda q: {"question": q, "answers": ["1", "2"], "label": 1},
        ("question + answers", "label"),
    ),
    "options in a text": (
        lambda q: {"question": q, "options": "A. 1; B. 2", "answer": "A"},
        ("question + options(options)", "answer"),
    ),
    "samples of a model that are no options": (
        lambda q: {"question": q, "candidates": ["It is 1.", "It is 2."], "answer": "1"},
        ("question", "answer"),
    ),
    "numbers that are no options": (
        lambda q: {"question": q, "a": 3, "b": 5, "answer": 8},
        ("question", "answer"),
    ),
    "a story that is a number": (
        lambda q: {"story": 17, "question": q, "answer": 8},
        ("question", "answer"),
    ),
    "a text with keys that are numbers": (
        lambda q: {"question": q, "shown": "{1: 'Paris', None: 'Rome'}", "answer": 8},
        ("question", "answer"),
    ),
    "options beside a chat": (
        lambda q: {"prompt": chat(q), "answer": "A", "extra_info": {"options": ["1", "2"]}},
        ("prompt[role=user].content + extra_info.options", "answer"),
    ),
    "options that the prompt holds": (
        lambda q: {"query": f"{q} (A)one (B)two", "choices": ["(A)one", "(B)two"], "gold": [0]},
        ("query", "gold"),
    ),
    "choices with labels": (
        lambda q: {"question": q, "choices": {"text": ["1", "2"], "label": ["A", "B"]}},
        ("question + choices", None),
    ),
    "an answer key": (
        lambda q: {"question": {"stem": q, "choices": ["1", "2"]}, "answerKey": "A"},
        ("question.stem + question.choices", "answerKey"),
    ),
    "a number called problem": (
        lambda q: {"Problem": "7", "Question": q, "Answer": "4"},
        ("Question", "Answer"),
    ),
    "an id called question": (
        lambda q: {"question": f"2024_I_{len(q)}", "text": q, "answer": "4"},
        ("text", "answer"),
    ),
    "the same instruction on every row": (
        lambda q: {"prompt": "Solve the problem.", "zadanie": q, "answer": "4"},
        (None, "answer"),
    ),
    "the same word for every answer": (
        lambda q: {"problem": q, "answer": "N/A", "solution": f"so {len(q)}"},
        ("problem", "solution"),
    ),
    "a label of many classes": (
        lambda q: {"problem": q, "label": f"Theory of numbers {'abcdefghij'[int(q[8]) % 10]}"},
        ("problem", None),
    ),
    "a reply with a box": (
        lambda q: {"problem": q, "response": rf"so \boxed{{{len(q)}}}"},
        ("problem", "boxed(response)"),
    ),
    "a question in Turkish": (lambda q: {"soru": q, "cevap": "4"}, ("soru", "cevap")),
    "one problem on every row": (
        lambda q: {"prompt": "What is 1 + 1?", "response": q},
        ("prompt", None),
    ),
    "turns": (
        lambda q: {"task": "math", "turns": [q, "And now?"], "ground_truth": "4"},
        ("turns[0]", "ground_truth"),
    ),
    "a passage": (
        lambda q: {"passage": "Ann has two.", "question": q, "answer": "4"},
        ('passage + "\\n" + question', "answer"),
    ),
    "a passage that the prompt holds": (
        lambda q: {"passage": "Ann  has two.", "question": f"Ann has two. {q}", "answer": "4"},
        ("question", "answer"),
    ),
    "a body that the question holds": (
        lambda q: {"Body": "Ann has two.", "Question": f"Ann has two. {q}", "Answer": 4},
        ("Question", "Answer"),
    ),
    "a truth and an answer aside": (
        lambda q: {
            "prompt": q,
            "extra_info": {"answer": "so 4"},
            "reward_model": {"ground_truth": "4"},
        },
        ("prompt", "reward_model.ground_truth"),
    ),
    "a flag called correct": (
        lambda q: {"problem": q, "correct": True, "solution": "so 4"},
        ("problem", "solution"),
    ),
    "an answer of yes or no": (
        lambda q: {"question": q, "answer": True, "solution": "so it is"},
        ("question", "answer"),
    ),
    "a category called label": (
        lambda q: {"problem": q, "label": "algebra", "solution": "so 4"},
        ("problem", "solution"),
    ),
    "tests beside code": (
        lambda q: {"question": q, "solution": f"return {q}", "test_list": ["assert f() == 4"]},
        ("question", "test_list"),
    ),
    "a chat that goes on": (
        lambda q: {"messages": [*chat(q), *chat("Can you check again?")]},
        ("messages[role=user,first].content", None),
    ),
    "examples before the question": (
        lambda q: {"messages": [*chat("1 + 1?"), *chat(q)[:1]], "answer": "4"},
        ("messages[role=user].content", "answer"),
    ),
    "pairs of chats": (
        lambda q: {"chosen": chat(q), "rejected": chat(q)},
        ("chosen[role=user].content", None),
    ),
    "a chat that ends with a boxed answer": (
        lambda q: {"messages": [*chat(q)[:1], BOXED]},
        ("messages[role=user].content", "boxed(messages[role=assistant].content)"),
    ),
    "a chat that ends with a boxed answer, beside an answer": (
        lambda q: {
            "conversations": [
                {"from": "human", "value": q},
                {"from": "gpt", "value": "\\boxed{4}"},
            ],
            "expected_answer": "4",
        },
        ("conversations[from=human].value", "expected_answer"),
    ),
    "a boxed answer to the last of several questions": (
        lambda q: {"messages": [*chat(q), {"role": "user", "content": "And?"}, BOXED]},
        ("messages[role=user,first].content", None),
    ),
    "a boxed answer that is wrong": (
        lambda q: {"rejected": [*chat(q)[:1], BOXED], "prompt": q},
        ("prompt", None),
    ),
    "an object of one text": (
        lambda q: {"question": q, "answers": {"text": ["4"], "answer_start": [3]}},
        ("question", "answers.text[0]"),
    ),
    "humps": (
        lambda q: {"problemStatement": q, "finalAnswer": "4"},
        ("problemStatement", "finalAnswer"),
    ),
    "two languages": (
        lambda q: {"id": 1, "problem_en": q, "problem_zh": q, "answer": "4"},
        ("problem_en", "answer"),
    ),
    "a dash for a text that is elsewhere": (
        lambda q: {"question": "-", "solution": q},
        (None, "solution"),
    ),
    "a reference beside what somebody answered": (
        lambda q: {"question": q, "answer": "I think it is 4.", "reference_answer": "4"},
        ("question", "reference_answer"),
    ),
    "a label of several kinds": (
        lambda q: {"conversations": chat(q), "label": {"ability": ["maths"]}},
        ("conversations[role=user].content", None),
    ),
    "a category beside a boxed answer": (
        lambda q: {"messages": [*chat(q)[:1], BOXED], "label": "algebra"},
        ("messages[role=user].content", "boxed(messages[role=assistant].content)"),
    ),
    "a puzzle that is asked about": (
        lambda q: {"puzzle": "There are two houses.", "question": q, "choices": ["a", "b"]},
        ('puzzle + "\\n" + question + choices', None),
    ),
    "the same question about every puzzle": (
        lambda q: {"puzzle": q, "question": "Who lives in House 1?"},
        ('puzzle + "\\n" + question', None),
    ),
    "wrong options in columns of their own": (
        lambda q: {
            "Pre-Revision Question": f"Old: {q}",
            "Pre-Revision Correct Answer": "5",
            "Question": q,
            "Correct Answer": "4",
            **{f"Incorrect Answer {number}": str(number) for number in (1, 2, 3)},
            "Extra Revised Question": "",
            "Explanation": "It is 4, as 2 and 2 are 4.",
        },
        ("Question", "Correct Answer"),
    ),
    "distractors": (
        lambda q: {
            "question": q,
            **{f"distractor{number}": str(number) for number in (3, 1, 2)},
            "correct_answer": "4",
            "support": "Two and two are four.",
        },
        ("question", "correct_answer"),
    ),
    "a chat in columns of its turns": (
        lambda q: {
            "0": {"from": "human", "value": q},
            "1": {"from": "assistant", "ground_truth": {"value": "4"}},
        },
        ("0.value", "1.ground_truth.value"),
    ),
    "turns as pairs": (
        lambda q: {"conversation": [{"human": q, "assistant": "4"}, {"human": "And now?"}]},
        ("conversation[0].human", None),
    ),
    "turns by number": (
        lambda q: {"id": 1, "chat": {"turn_1": {"Human": q}, "turn_2": {"Human": "And now?"}}},
        ("chat.turn_1.Human", None),
    ),
    "the columns of a pair": (lambda q: {"human": q, "assistant": "4"}, ("human", None)),
    "a chat in columns of Python's texts": (
        lambda q: {"0": str({"from": "human", "value": q}), "1": "{'from': 'assistant'}"},
        ("0.value", None),
    ),
    "answers to several questions": (
        lambda q: {"turns": [q, "And now?"], "reference": ["4", "5"]},
        ("turns[0]", "reference[0]"),
    ),
    "a story with several questions": (
        lambda q: {
            "story": "Ann has two.",
            "questions": [{"input_text": q}, {"input_text": "And now?"}],
            "answers": [{"input_text": "4", "span_text": "four"}, {"input_text": "5"}],
        },
        ('story + "\\n" + questions[0].input_text', "answers[0].input_text"),
    ),
    "answers with their places": (
        lambda q: {"question": q, "answers": [{"text": "4", "answer_start": 3}]},
        ("question", "answers[0].text"),
    ),
    "the steps of a solution": (
        lambda q: {"steps": [{"text": q}, {"text": "So 4."}], "answer": "4"},
        (None, "answer"),
    ),
    "the same question about every text": (
        lambda q: {"text": q, "question": "What follows from that?", "options": ["1", "2"]},
        ('text + "\\n" + question + options', None),
    ),
    "two solutions to choose from": (
        lambda q: {"goal": f"Find out: {q}", "sol1": "Add.", "sol2": "Count.", "label": 1},
        ("goal + options(sol1, sol2)", "label"),
    ),
    "two solutions that are none": (
        lambda q: {"goal": f"Find out: {q}", "sol1": "Add.", "sol2": "Count.", "answer": "44"},
        ("goal", "answer"),
    ),
    "endings from 0": (
        lambda q: {"sentence": f"{q} Then", "ending0": "a", "ending1": "b", "label": 0},
        ("sentence + options(ending0, ending1)", "label"),
    ),
    "turns that name no speaker": (
        lambda q: {"turns": [{"content": q}, {"content": "And now?"}]},
        ("turns[0].content", None),
    ),
    "a problem in words and formally": (
        lambda q: {"statement": "theorem one : 1 = 1 := by", "natural_language": q},
        ("natural_language", None),
    ),
    "the first wrong step": (
        lambda q: {"problem": q, "steps": ["One.", "Two."], "label": len(q) % 3 - 1},
        ("problem", None),
    ),
    "right or wrong": (
        lambda q: {"problem": q, "solution": "so 4", "label": len(q) % 2},
        ("problem", "solution"),
    ),
    "right or wrong, said of a reply": (
        lambda q: {"prompt": q, "completion": f"It is {q}.", "label": len(q) % 2 == 0},
        ("prompt", None),
    ),
    "right or wrong for each of several replies": (
        lambda q: {"question": q, "responses": ["1", "2"], "correct": [True, len(q) % 2 == 0]},
        ("question", None),
    ),
    "right or wrong, in words": (
        lambda q: {"prompt": q, "label": ("good", "bad")[len(q) % 2]},
        ("prompt", None),
    ),
    "a category that is the target": (
        lambda q: {"input": q, "target": ("good", "bad")["7" in q]},
        ("input", "target"),
    ),
    "a category to choose from": (
        lambda q: {"prompt": f"{q} Is it odd or even?", "label": ("odd", "even")[len(q) % 2]},
        ("prompt", "label"),
    ),
    "letters of options, several at once": (
        lambda q: {"question": f"{q} A. 1 B. 2", "label": ("AB", "A", "B")["7" in q or -1]},
        ("question", "label"),
    ),
    "a share of right attempts": (
        lambda q: {"prompt": q, "target": 1 / len(q)},
        ("prompt", None),
    ),
    "a prompt with marks on its steps": (
        lambda q: {"input": f"{q} One. ?", "label": f"{q} One. +"},
        ("input", None),
    ),
    "another answer each time the same is asked": (
        lambda q: {"question": f"Why is it {q[-2]}?", "answer": q, "ground_truth": "4"},
        ("question", "ground_truth"),
    ),
    "a number of an option that the prompt holds": (
        lambda q: {"problem": f"{q} A. 1 B. 2", "label": len(q) % 2},
        ("problem", "label"),
    ),
    "sections of a task": (
        lambda q: {
            "description": q,
            "input": "The first line holds a number.",
            "output": f"Print the sum of the numbers of {q}.",
        },
        ("description", None),
    ),
    "one task for every input": (
        lambda q: {"task": "Solve this word problem.", "input": q, "output": f"It is {q}."},
        ("input", "output"),
    ),
    "an address under the name of an answer": (
        lambda q: {"problem": q, "reference": f"https://a.b/{len(q)}", "solution": "so 4"},
        ("problem", "solution"),
    ),
    "how a text is written": (
        lambda q: {"problem_markdown": q, "answer_latex": "4"},
        ("problem_markdown", "answer_latex"),
    ),
    "columns of a flattened object": (
        lambda q: {
            "data.problem": q,
            "reward_model.ground_truth": "4",
            "extra_info.answer": "so 4",
        },
        ('["data.problem"]', '["reward_model.ground_truth"]'),
    ),
    "hyphens and spaces around": (
        lambda q: {" problem-statement": q, "Final-Answer ": "4"},
        ('[" problem-statement"]', '["Final-Answer "]'),
    ),
    "languages inside": (
        lambda q: {"question": {"en": q, "zh": q}, "answer": "4"},
        ("question.en", "answer"),
    ),
    "several questions with their options": (
        lambda q: {
            "article": "Ann has two.",
            "questions": [q, "And now?"],
            "options": [["1", "2"], ["3", "4"]],
            "answers": ["A", "B"],
        },
        ('article + "\\n" + questions[0] + options[0]', "answers[0]"),
    ),
    "a list of texts as JSON": (
        lambda q: {"prompt": json.dumps([q, "And now?"]), "answer": "4"},
        ("prompt[0]", "answer"),
    ),
    "a chat of the answer alone": (
        lambda q: {"prompt": chat(q)[:1], "completion": chat(q)[1:]},
        ("prompt[role=user].content", None),
    ),
    "a list of chats": (
        lambda q: {"context_messages": [chat(q)[:1]], "answer": "4"},
        ("context_messages[0][role=user].content", "answer"),
    ),
    "truths of several people": (
        lambda q: {"quiz": q, "names": ["Ann", "Bo"], "solution": [True, False]},
        ("quiz", "solution"),
    ),
    "options by number, named by a text": (
        lambda q: {
            "context": "Ann has two.",
            "question": q,
            "answer0": "1",
            "answer1": "2",
            "label": "0",
        },
        ('context + "\\n" + question + options(answer0, answer1)', "label"),
    ),
    "Russian names": (
        lambda q: {"Условие": q, "Правильный ответ": "4"},
        ("Условие", "Правильный ответ"),
    ),
    "German names": (lambda q: {"Aufgabe": q, "Lösung": "4"}, ("Aufgabe", "Lösung")),
    "Chinese names": (lambda q: {"题目": q, "答案": "4"}, ("题目", "答案")),
    "letters": (lambda q: {"Q": q, "A": "4"}, ("Q", "A")),
}


def chat(problem):
    return [{"role": "user", "content": problem}, {"role": "assistant", "content": "so 4"}]


@pytest.mark.parametrize("table", TABLES)
def test_the_prompt_and_the_answer_are_found_and_nothing_else_is_taken_for_them(table):
    row_of, expected = TABLES[table]
    rows = [row_of(problem) for problem in PROBLEMS]
    assert (find_prompt(rows), find_answer(rows)) == expected


def test_a_label_of_many_rows_is_the_source_rather_than_an_address_of_each():
    rows = [{"source": f"https://a.b/{number}", "dataset": "aime"} for number in range(30)]
    assert find_source(rows) == "dataset"
    assert find_source([{"source": row["source"]} for row in rows]) == "source"
    assert find_source([{"dataset": ["aime"]} for row in rows]) == "dataset[0]"
    assert find_source([{"dataset": ["aime", "amc"]} for row in rows]) is None


def found(samples, role):
    """The field found in sample rows of several files."""
    samples = [Sample(None, rows) for rows in samples]
    return {"prompt": prompt_in, "answer": answer_in}[role](samples)


def test_rows_of_another_schema_add_their_fields():
    first = [{"problem": problem, "answer": "4"} for problem in PROBLEMS]
    second = [{"question": problem, "final_answer": "4"} for problem in PROBLEMS]
    for samples in ([first, second], [[*first, *second]]):
        assert found(samples, "prompt") == "problem or question"
    assert found([first, second], "answer") == "answer or final_answer"
    assert found([[{"question": problem} for problem in PROBLEMS], second], "answer") == (
        "final_answer"
    )


def test_the_solution_of_another_file_is_no_final_answer():
    final = [{"problem": problem, "answer": "4", "solution": "so 4"} for problem in PROBLEMS]
    final[3]["answer"] = " "
    worked = [{"problem": problem, "solution": "so 4"} for problem in PROBLEMS]
    expression = found([final, worked], "answer")
    assert expression == "first(answer, solution)"
    assert [parse_field(expression)(row) for row in (*final[2:4], worked[0])] == ["4", " ", "so 4"]


def test_a_column_that_is_blank_in_all_of_a_file_is_not_its_field():
    choice = [{"question": problem, "label": "A", "answer": None} for problem in PROBLEMS]
    cloze = [{"question": problem, "label": None, "answer": "4"} for problem in PROBLEMS]
    assert found([choice, cloze], "answer") == "label or answer"


def test_rows_of_three_schemas_in_one_file_have_their_fields():
    names = [("problem", "answer"), ("question", "gt"), ("query", "final_answer")]
    rows = [
        {names[number % 3][0]: problem, names[number % 3][1]: "4"}
        for number, problem in enumerate(PROBLEMS)
    ]
    assert found([rows], "prompt") == "problem or question or query"
    assert found([rows], "answer") == "answer or final_answer or gt"
    all_others = [{"text": "What is it?"}, *({f"k{number}": "x"} for number in range(29))]
    assert found([all_others], "prompt") is None


@pytest.mark.parametrize("share", [2, 3, 10])
def test_tables_that_were_joined_have_a_prompt_and_an_answer_in_each_row(share):
    """Columns that only one of them had are null in the rows of the other."""
    rows = [
        {"problem": None, "gt": None, "question": problem, "solution": "4"}
        if number % share
        else {"problem": problem, "gt": "4", "question": None, "solution": None}
        for number, problem in enumerate(PROBLEMS)
    ]
    prompt, answer = found([rows], "prompt"), found([rows], "answer")
    assert [parse_field(prompt)(row) for row in rows] == PROBLEMS
    assert {parse_field(answer)(row) for row in rows} == {"4"}
    few = [{"problem": None if n == 7 else p, "text": "T"} for n, p in enumerate(PROBLEMS)]
    assert found([few], "prompt") == "problem"


def test_a_prompt_is_a_text_in_one_file_and_a_chat_in_another():
    texts = [{"prompt": problem} for problem in PROBLEMS]
    chats = [{"prompt": chat(problem)} for problem in PROBLEMS]
    mixed = [row for pair in zip(texts, chats, strict=True) for row in pair]
    for samples in ([texts, chats], [chats, texts], [mixed]):
        assert found(samples, "prompt") == "prompt[role=user].content or prompt"


def test_chats_in_several_forms_are_one_prompt():
    keys = [("role", "user", "content"), ("from", "human", "value"), ("role", "prompter", "text")]
    rows = [
        {"messages": [{who: keys[number % 3][1], said: problem}, {who: "bot", said: r"\boxed{4}"}]}
        for number, problem in enumerate(PROBLEMS)
        for who, _, said in keys[number % 3 : number % 3 + 1]
    ]
    prompt, answer = found([rows], "prompt"), found([rows], "answer")
    assert [parse_field(prompt)(row) for row in rows] == PROBLEMS
    assert {parse_field(answer)(row) for row in rows} == {"4"}


def test_the_places_of_a_sample_are_looked_for_once(monkeypatch):
    looked = []
    monkeypatch.setattr(
        "atlas.landing.samples.sample_leaves",
        lambda rows: looked.append(rows) or sample_leaves(rows),
    )
    sample = Sample(None, [verl(problem) for problem in PROBLEMS])
    for find in (prompt_in, answer_in, source_in):
        assert find([sample])
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "### Question: 1?\n### Answer: {}"}, "hold answers as well"),
        ({"text": "<|im_start|>user\n1?<|im_end|>\n<|im_start|>assistant\n{}"}, "answers as well"),
        ({"text": "[INST] What is it? [/INST] {}"}, "hold answers as well"),
        ({"question": "Which is {}?", "answer": "B"}, "no options were found"),
        ({"problem": ["Is {} prime?"]}, "the first element is taken"),
        ({"prompt": "Is {} prime?", "response": "I think so"}, "name it with --answer response"),
        ({"chat": {"turn_1": {"Human": "Is {} odd?"}, "turn_2": {"Human": "So?"}}}, "first one"),
    ],
)
def test_what_may_be_wrong_is_remarked(row, words):
    rows = [json.loads(json.dumps(row).replace("{}", str(number))) for number in range(30)]
    prompt, answer = find_prompt(rows), find_answer(rows)
    said = remarks(parse_field(prompt), answer and parse_field(answer), rows)
    assert words in "; ".join(said)


def test_a_template_that_ends_every_prompt_alike_is_no_answer():
    end = "<|im_end|>\n<|im_start|>assistant\nLet me think."
    rows = [{"prompt": f"<|im_start|>user\n{problem}{end}"} for problem in PROBLEMS]
    assert remarks(parse_field("prompt"), None, rows) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"zadanie": "Wie viel ist 1 + {}?", "solution": "long " * 99},
            "name it with --prompt zada",
        ),
        (
            {"n": 1, "data": {"zadanie": "Wie viel ist 1 + {}?"}},
            "name it with --prompt data.zadanie",
        ),
        (
            {"id": "x{}", "sub": {"kind": "y"}},
            "no field looks like one; name it with --prompt (fie",
        ),
        ({"code": "def f(x): return {}", "input": "1", "output": "2"}, "'code + \"\\n\" + input'"),
        ({"ein": "Wie viel ist 1 + {}?", "aus": "Das ist leicht. " * 9}, "with --prompt ein"),
        (
            {"title": "T", "paragraphs": [{"qas": [{"question": "What is {}?"}]}]},
            "the problems of a.jsonl stand in paragraphs[].qas[]; save it as JSON lines",
        ),
        ({"id": "x{}", "dialogue": [["user", "What is {}?"]]}, "(fields: id, dialogue)"),
        (
            {"segments": [{"label": False, "text": "What is 1 + {}?"}, {"text": "2"}]},
            "name it with --prompt 'segments[0].text'",
        ),
        (["What is 1 + {}?", "4"], "name it with --prompt '[0]'"),
    ],
)
def test_where_nothing_is_found_the_hint_leads_to_a_right_result(row, words):
    rows = [json.loads(json.dumps(row).replace("{}", str(number))) for number in range(30)]
    assert find_prompt(rows) is None
    names = dict.fromkeys(row) if isinstance(row, dict) else {}
    assert words in no_prompt("a.jsonl", rows, names, is_csv=False)


def test_a_first_line_of_data_is_told_from_a_header():
    rows = [{"What is 1 + 1?": "What is 2 + 2?", "2": "4", "A": "B"}]
    assert "add a header line" in no_prompt("a.csv", rows, dict.fromkeys(rows[0]), is_csv=True)


def test_of_rows_with_ever_more_keys_so_many_are_looked_at_as_any_dataset_has():
    keys = {f"k{number}": "x" for number in range(3 * MAX_KEYS)}
    inside = {"problem": "What is 1 + 1?", **{f"o{number}": keys for number in range(9)}}
    others = [{f"r{row}k{number}": "x" for number in range(99)} for row in range(99)]
    for rows in ([keys], [inside], others):
        assert len(sample_leaves(rows)) <= MAX_PLACES
    assert len(sample_leaves([keys])) == MAX_KEYS
    assert find_prompt([inside]) == "problem"


@pytest.mark.parametrize("rows", [[], [{}], [{"a": 1}], [[]], ["text"], [None], [{"prompt": []}]])
def test_rows_that_hold_no_prompt_give_none(rows):
    assert find_prompt(rows) is None
