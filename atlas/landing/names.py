"""Names under which published datasets hold their parts, the best first, in lower case."""

import re

PROMPT_NAMES = (
    "problem question problem_description problem_statement prompt query messages conversations "
    "conversation instruction input informal_statement puzzle text task content "
    "problem_text question_text question_content input_text statement instruct_prompt "
    "complete_prompt natural_language_statement stem turns problems questions exercise dialog "
    "题目 问题 q description"
).split()
WEAK_PROMPT_NAMES = {"description", "q"}  # they mean other things as well
STRONG_PROMPT_NAMES = [name for name in PROMPT_NAMES if name not in WEAK_PROMPT_NAMES]
# Names of a prompt that tell a row from what is wrapped around rows.
ROW_NAMES = (
    "problem question prompt messages conversations problem_description problem_statement "
    "problem_text question_text statement puzzle stem 题目 问题"
).split()
# Final answers, without the letter that may head an option: columns A, B, C ...
SPELT_FINAL_NAMES = (
    "final_answer final_ans expected_answer gt_answer gold_answer label_answer correct_answer "
    "short_answer true_answer golden_answer ground_truth_answer reference_answer ref_answer "
    "answer ground_truth groundtruth gt ans answer_key answerkey answer_idx answer_index "
    "answer_letter answer_value correct_option correct_answer_index cop target gold golden label "
    "correct answers golden_answers best_answer reference final expected expected_output "
    "extracted_solution output_answer answer_number answer_latex answer_text 答案"
).split()
FINAL_NAMES = [*SPELT_FINAL_NAMES, "a"]
TEST_NAMES = "tests test_list test test_cases input_output public_tests public_test_cases".split()
WORKED_NAMES = (
    "solution response completion output ground_truth_solution canonical_solution "
    "reference_solution reference_code".split()
)
ANSWER_NAMES = FINAL_NAMES + TEST_NAMES + WORKED_NAMES
# Under these a few repeated words are a category, a flag or the name of a split.
CATEGORY_NAMES = {"label", "correct", "gold", "target", "final", "test", "tests"}
SOURCE_NAMES = (
    "source data_source dataset source_dataset dataset_name origin problem_source source_type "
    "data_origin source_name src 来源".split()
)
OPTION_NAMES = (
    "options choices option opts answer_choices answer_options answer_option_list option_list "
    "multiple_choice_options".split()
)
CONTEXT_NAMES = "context passage article story background premise narrative puzzle table".split()
# What holds notes on the row rather than the row.
ASIDE_NAMES = {"extra_info", "extra", "metadata", "meta", "info", "other"}
# {"ground_truth": {"value": ...}} is a ground truth: inner name -> names it may stand under.
INNER_NAMES = {
    "text": {*PROMPT_NAMES, *FINAL_NAMES},
    "target": set(FINAL_NAMES),
    "answer": set(FINAL_NAMES),
    "name": set(SOURCE_NAMES),
}
# Prose that somebody wrote as an answer, or about the row.
NO_PROMPT = re.compile(
    r"answer|solution|response|completion|output|chosen|rejected|generat|reason|think|rationale|"
    r"explanation|analysis|proof|code|patch|(^|_)(id|uid|uuid|url|path|source|date)$"
)
LANGUAGE = re.compile(r"_(en|zh|cn|de|fr|es|ru|ja|ko|pt|it)$")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain_name(key: str) -> str:
    """problemStatement, Problem Statement and problem_statement are one name."""
    return CAMEL.sub("_", key).lower().replace(" ", "_")


def rank(name: str, names: list[str]) -> float | None:
    """The place of a name in its table; one with a language behind it comes just after."""
    if name in names:
        return names.index(name)
    plain = LANGUAGE.sub("", name)
    return names.index(plain) + 0.5 if plain in names else None
