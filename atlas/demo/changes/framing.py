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
FRACTION_FORMS = (
    r" The answer can be written as $\frac{p}{q}$ for coprime positive integers $p$ and $q$. "
    r"What is $p + q$?",
    r" If the answer is $\frac{a}{b}$ in lowest terms, give the value of $a + b$.",
    r" Express the answer as an irreducible fraction $\frac{a}{b}$ and submit $a+b$.",
    " Write your answer as a fraction in simplest form, then report the sum of its numerator and "
    "denominator.",
)
LETTERS = "ABCDE"
STYLES = (("({}) ", "\n"), ("{}. ", "\n"), ("({}) ", " "))  # mark of an option, gap between two
ALL_STYLES = (*STYLES, ("{}) ", "\n"), (r"\textbf{{({})}}\ ", r" \qquad "), ("{}: ", "; "))
NUMBERINGS = (
    "{}. ",
    "Problem {}. ",
    "Example {}: ",
    "Question {} ({} points). ",
    "[{} points] ",
    "**{}.** ",
    "Exercise {}.{} ",
    "例{} ",
)
REQUESTS = (
    " Give your answer in simplest form.",
    " Show your work.",
    " Express your answer as an exact value.",
    " Justify your answer.",
    "\nPlease write the answer as a single number without units.",
    " Write down only the final result.",
    " (No calculator is allowed.)",
    "\n\nLet's think step by step.",
)


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
    drawn = choices(problem, rng)
    return drawn and (listed(drawn[0], rng.choice(STYLES)), drawn[1])


def choices(problem: Problem, rng: Random) -> tuple[list[Fraction], str] | None:
    """Five answers of which one is right, and the letter of that one."""
    if isinstance(problem.answer, str):
        return None
    answer = Fraction(problem.answer)
    if answer.denominator == 1:
        reach = max(6, abs(int(answer)) // 4)
        wrong = [answer + (step or reach + 1) for step in rng.sample(range(-reach, reach + 1), 4)]
    else:
        steps = rng.sample((-3, -2, -1, 1, 2, 3), 4)
        wrong = [answer + Fraction(step, answer.denominator) for step in steps]
    drawn = [answer, *wrong]
    rng.shuffle(drawn)
    return drawn, LETTERS[drawn.index(answer)]


def listed(drawn: list[Fraction], style: tuple[str, str]) -> str:
    """The options below the problem, in a style of (mark, gap between two)."""
    mark, gap = style
    return "\n" + gap.join(
        f"{mark.format(letter)}${answer_text(choice)}$"
        for letter, choice in zip(LETTERS, drawn, strict=True)
    )


def numbered(text: str, rng: Random) -> str:
    """A number, points or an origin in front, as in a collection of problems."""
    return rng.choice(NUMBERINGS).format(rng.randint(2, 40), rng.randint(2, 20)) + text


def requested(text: str, rng: Random) -> str:
    """A sentence behind the problem that asks for a way to answer, in this row only."""
    return text + rng.choice(REQUESTS)
