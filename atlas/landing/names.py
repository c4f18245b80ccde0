"""Names under which published datasets hold their parts, the best first, in lower case."""

import re

PROMPT_NAMES = (
    "problem question problem_description problem_statement prompt query messages contents "
    "conversations conversation instruction input informal_statement informal_stmt nl_statement "
    "natural_language natural_language_statement informal_prefix puzzle quiz original_text text "
    "task content statement stmt instruct_prompt complete_prompt stem question_stem turns problems "
    "questions exercise dialog s_question "
    "题目 问题 题干 试题 题目内容 试题内容 问题描述 問題 問題文 質問 문제 질문 "
    "السؤال سؤال câu_hỏi प्रश्न domanda pytanie soru "
    "pregunta problema enunciado pergunta énoncé aufgabe frage задача задание вопрос условие "
    "q description body ctx sentence human user data formal_statement goal"
).split()
# They mean other things as well.
WEAK_PROMPT_NAMES = set(PROMPT_NAMES[PROMPT_NAMES.index("q") :])
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
    "gold_label correct answers golden_answers best_answer reference final expected "
    "expected_output extracted_solution output_answer answer_number l_solutions "
    "答案 参考答案 标准答案 正确答案 答え 解答 回答 정답 답 "
    "الإجابة إجابة đáp_án उत्तर risposta odpowiedź cevap "
    "respuesta resposta réponse antwort ответ правильный_ответ верный_ответ ideal"
).split()
FINAL_NAMES = [*SPELT_FINAL_NAMES, "a"]
TEST_NAMES = "tests test_list test test_cases input_output public_tests public_test_cases".split()
WORKED_NAMES = (
    "solution response completion output ground_truth_solution canonical_solution "
    "reference_solution reference_code solución solução lösung решение".split()
)
# What a model may have said: only what it boxes is taken unasked.
REPLY_NAMES = ["response", "completion"]
ANSWER_NAMES = FINAL_NAMES + TEST_NAMES + WORKED_NAMES
# Under these a few repeated words are a category, a flag or the name of a split.
CATEGORY_NAMES = {"label", "correct", "gold", "target", "final", "test", "tests"}
# Under these a number may say whether an answer is right, or which step of it is wrong.
VERDICT_NAMES = {"label", "correct"}
SOURCE_NAMES = (
    "source data_source dataset source_dataset dataset_name origin problem_source source_type "
    "data_origin source_name src 来源".split()
)
OPTION_NAMES = (
    "options choices option opts answer_choices answer_options answer_option_list option_list "
    "multiple_choice_options endings 选项 варианты".split()
)
CONTEXT_NAMES = "context passage article story background premise narrative puzzle table".split()
# What holds notes on the row rather than the row.
ASIDE_NAMES = {"extra_info", "extra", "metadata", "meta", "info", "other"}
# {"ground_truth": {"value": ...}} is a ground truth: inner name -> names it may stand under.
INNER_NAMES = {
    "text": {*PROMPT_NAMES, *FINAL_NAMES},
    "input_text": {"answers"},
    **{key: {*PROMPT_NAMES, *FINAL_NAMES} for key in ("en", "zh")},
    "target": set(FINAL_NAMES),
    "answer": set(FINAL_NAMES),
    "name": set(SOURCE_NAMES),
}
# Prose that somebody wrote as an answer, or about the row.
NO_PROMPT = re.compile(
    r"answer|solution|response|completion|output|chosen|rejected|generat|reason|think|rationale|"
    r"explanation|analysis|proof|code|patch|(^|_)sol\d*$|(^|_)(id|uid|uuid|url|path|source|date)$"
)
# The language of a text, or how it is written.
ENDING = re.compile(r"_(en|zh|cn|de|fr|es|ru|ja|ko|pt|it|text|content|latex|markdown|md)$")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain_name(key: str) -> str:
    """problemStatement, Problem Statement and problem-statement are one name."""
    return re.sub(r"[ -]", "_", CAMEL.sub("_", key.strip()).lower())


def rank(name: str, names: list[str]) -> float | None:
    """The place of a name in its table; one with an ending behind it comes just after."""
    if name in names:
        return names.index(name)
    plain = ENDING.sub("", name)
    return names.index(plain) + 0.5 if plain in names else None
