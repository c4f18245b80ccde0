"""What is put around a problem: instructions, chat templates, options, forms of the answer."""

from fractions import Fraction
from random import Random

from atlas.demo.problems import Answer, Problem, answer_text

SUFFIXES = (
    "\nThink it through step by step, and put the final answer within \\boxed{}.",
    " Please reason carefully and write your final answer inside \\boxed{}.",
    "\n\nExplain your reasoning. End with a line of the form: Answer: <your answer>",
)
PREFIXES = (
    "Solve the following maths problem. The last line of your response must be the answer.\n\n",
    "You are given a problem. Work it out step by step.\n\nProblem: ",
)
CHAT = (
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n",
    "<|im_end|>\n<|im_start|>assistant\n",
)
FRACTION_FORM = (
    r" The answer is in the form $\frac{m}{n}$, where $m$ and $n$ are relatively prime positive "
    r"integers. Find $m + n$."
)
PI_FORM = r" The answer is in the form $k\pi$. Please provide the value of $k$."
LETTERS = "ABCDE"


def answer_form(problem: Problem) -> tuple[str, Answer] | None:
    """The sentence that asks for a whole number instead of the answer, and that number."""
    answer = problem.answer
    if isinstance(answer, Fraction) and answer.denominator > 1 and answer > 0:
        return FRACTION_FORM, answer.numerator + answer.denominator
    if isinstance(answer, str) and answer.endswith("\\pi") and answer[:-3].isdigit():
        return PI_FORM, int(answer[:-3])
    return None


def options(problem: Problem, rng: Random) -> tuple[str, str] | None:
    """A list of options that holds the answer once, and the letter of the answer."""
    if isinstance(problem.answer, str):
        return None
    answer = Fraction(problem.answer)
    if answer.denominator == 1:
        reach = max(6, abs(int(answer)) // 4)
        wrong = [answer + (step or reach + 1) for step in rng.sample(range(-reach, reach + 1), 4)]
    else:
        steps = rng.sample((-3, -2, -1, 1, 2, 3), 4)
        wrong = [answer + Fraction(step, answer.denominator) for step in steps]
    choices = [answer, *wrong]
    rng.shuffle(choices)
    style, gap = rng.choice((("({}) ", "\n"), ("{}. ", "\n"), ("({}) ", " ")))
    listed = gap.join(
        f"{style.format(letter)}${answer_text(choice)}$"
        for letter, choice in zip(LETTERS, choices, strict=True)
    )
    return f"\n{listed}", LETTERS[choices.index(answer)]
