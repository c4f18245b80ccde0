"""The shared beginning and end of a dataset's prompts is found, and nothing of the problems."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_udfs.detect_wrapper import NO_WRAPPER, detect_wrapper

PROBLEMS = [f"What is {number} times {number + 3}?" for number in range(40)]
LATEX = [f"Compute $\\frac{{{number}}}{{7}}$." for number in range(40)]


@pytest.mark.parametrize("problems", [PROBLEMS, LATEX])
@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        ("Solve the following problem.\n\n", None),
        ("You are a programmer. Write a function.\n\nProblem: ", None),
        ("请解答下面的数学问题，并把最终的答案放在方框里，一步一步推理。", None),
        (None, " Let's think step by step and output the answer within \\boxed{}."),
        (None, "\nPlease reason step by step, and put your final answer within \\boxed{}."),
        (
            "<|im_start|>system\nYou are helpful.<|im_end|>\n<|im_start|>user\n",
            "<|im_end|>\n<|im_start|>assistant",
        ),
        ("<｜begin▁of▁sentence｜><｜User｜>", "<｜Assistant｜><think>"),
        ("[INST] Solve what is asked here. ", "\nAnswer with a single number. [/INST]"),
    ],
)
def test_a_wrapper_is_cut_at_its_borders(problems, prefix, suffix):
    texts = [f"{prefix or ''}{problem}{suffix or ''}" for problem in problems]
    assert detect_wrapper(texts) == (prefix, suffix, 1.0)


def test_a_chinese_suffix_begins_behind_a_chinese_sentence():
    suffix = "请一步一步地推理，并把最终的答案放在方框里，谢谢大家。"
    texts = [f"计算 ${number} + 7$ 的值。{suffix}" for number in range(40)]
    assert detect_wrapper(texts) == (None, suffix, 1.0)


def test_a_few_rows_may_lack_the_wrapper():
    suffix = " Please think step by step."
    texts = [problem + suffix for problem in PROBLEMS[:37]] + PROBLEMS[37:]
    assert detect_wrapper(texts) == (None, suffix, 37 / 40)
    assert detect_wrapper(texts[:30] + PROBLEMS[30:]) == NO_WRAPPER


def test_repeated_texts_count_once():
    wrapped = [f"{problem} Please think step by step." for problem in PROBLEMS]
    assert detect_wrapper(wrapped[:5] * 100 + PROBLEMS) == NO_WRAPPER


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["the same"] * 100,
        PROBLEMS[:19],
        PROBLEMS,
        [f"{problem} Find m+n." for problem in PROBLEMS],  # too short to be an instruction
        [f"Find the remainder when {number} is divided by seven" for number in range(40)],
    ],
)
def test_where_there_is_no_wrapper_none_is_found(texts):
    assert detect_wrapper(texts) == NO_WRAPPER


REQUESTS = [
    r" The answer is in the form $\frac{m}{n}$, where $m$ and $n$ are coprime. Find $m + n$.",
    " The answer can be written as m/n in lowest terms. Please provide the value of m+n.",
    r" The final answer is \(a\sqrt{b}\). What is the answer to the problem a + b?",
    " Express the answer in terms of k, and give the coefficient of k^2.",
    "\nHow many parcels does the van carry in the end?",
]


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize(
    "instruction", [None, "\nPlease reason step by step, and put the final answer in \\boxed{}."]
)
def test_what_all_problems_ask_for_is_part_of_them(request_, instruction):
    texts = [f"{problem}{request_}{instruction or ''}" for problem in LATEX]
    assert detect_wrapper(texts)[:2] == (None, instruction)


def test_what_all_problems_begin_with_is_part_of_them():
    story = "A van carries parcels from the harbour to the town. "
    texts = [f"{story}It has {number} parcels. How many are left?" for number in range(40)]
    assert detect_wrapper(texts) == NO_WRAPPER
    wrapper = "Solve the following problem.\n\n"
    assert detect_wrapper([wrapper + text for text in texts]) == (wrapper, None, 1.0)


def test_an_instruction_may_name_a_variable_for_the_answer():
    wrapper = "The last line should be Answer: $Answer, where $Answer is the answer.\n\n"
    assert detect_wrapper([wrapper + text for text in LATEX]) == (wrapper, None, 1.0)


def test_a_text_that_is_only_the_wrapper_does_not_count():
    wrapper = "Please think about the following problem.\n"
    texts = [wrapper + problem for problem in PROBLEMS] + [wrapper]
    assert detect_wrapper(texts) == (wrapper, None, round(40 / 41, 4))


@given(st.lists(st.text(max_size=60), min_size=20, max_size=40), st.text(max_size=40))
def test_cutting_always_leaves_something(texts, shared):
    wrapped = [shared + text + shared for text in texts]
    prefix, suffix, _ = detect_wrapper(wrapped)
    distinct = {text.strip() for text in wrapped} - {""}
    left = [
        text.removeprefix(prefix or "").removesuffix(suffix or "")
        for text in distinct
        if len(text) > len(prefix or "") + len(suffix or "")
    ]
    assert not (prefix or suffix) or (all(left) and len(left) >= 0.9 * len(distinct))


STEP_BY_STEP = " Let's think step by step and output the final answer within \\boxed{}."
CHATML = (
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n",
    "\nPlease reason step by step, and put your final answer within \\boxed{{}}.<|im_end|>\n"
    "<|im_start|>assistant",
)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("dataset_id", "prefix", "suffix"),
    [
        ("dapo_plus", None, STEP_BY_STEP),
        ("empo_nm20k", None, STEP_BY_STEP),
        ("simplerl_8k_qwen", *CHATML),
        (
            "mbpp_train",
            "You are a Python programmer. Write a function to solve the following problem.\n\n"
            "Problem: ",
            "\n\nWrite ONLY the Python code (function definition). Do not include any explanation.",
        ),
    ],
)
def test_the_wrappers_of_published_datasets_are_found(real_data, dataset_id, prefix, suffix):
    (file,) = (real_data / dataset_id).glob("*.parquet")
    prompts = pq.read_table(file, columns=["prompt"])["prompt"].to_pylist()
    texts = [prompt if isinstance(prompt, str) else prompt[-1]["content"] for prompt in prompts]
    assert detect_wrapper(texts[:2000]) == (prefix, suffix, 1.0)
