"""What may be wrong with the fields that were found, said while it can be mended."""

import re
from typing import Any

from atlas.landing.fields import Field, parse_field
from atlas.landing.leaf import FIRST
from atlas.landing.likeness import is_label, most_list_options
from atlas.landing.names import REPLY_NAMES, plain_name, rank
from atlas.landing.text import as_text

ANSWER_TURN = re.compile(
    r"#{1,6} {0,2}(?:answer|response|assistant|output|solution) ?:"
    r"|<\|im_start\|>assistant|\[/INST\]|\n\n ?assistant:|<\|assistant\|>|<start_of_turn>model",
    re.IGNORECASE,
)

FIRST_TURN = re.compile(r"(\b(?:turn|round)_?)1\b")


def remarks(prompt: Field, answer: Field | None, rows: list[Any]) -> list[str]:
    texts = [text for row in rows if (text := as_text(prompt(row)))]
    answers = [value for row in rows if answer and (value := answer(row)) not in (None, "")]
    return [
        remark
        for remark in (
            on_turns(prompt, rows),
            on_replies(answer, rows),
            on_lists(prompt),
            on_answers_inside(texts),
            on_options(prompt, texts, answers),
        )
        if remark
    ]


def on_turns(prompt: Field, rows: list[Any]) -> str | None:
    second = FIRST_TURN.sub(r"\g<1>2", prompt.expression)
    has_second = second != prompt.expression and any(map(parse_field(second).resolves, rows))
    if FIRST in prompt.expression or has_second:
        return "chats of several questions: the first one is taken"
    return None


def on_replies(answer: Field | None, rows: list[Any]) -> str | None:
    names = [name for row in rows[:1] if isinstance(row, dict) for name in row]
    said = [name for name in names if rank(plain_name(name), REPLY_NAMES) is not None]
    if answer or not said:
        return None
    return f"{said[0]} may be a model's: no answer is taken; name it with --answer {said[0]}"


def on_lists(prompt: Field) -> str | None:
    if re.search(r"\w\[0\]", prompt.expression):
        return "the prompt field holds lists: the first element is taken"
    return None


def on_answers_inside(texts: list[str]) -> str | None:
    """A template that ends every prompt in the same words is no answer."""
    tails = [ANSWER_TURN.split(text, maxsplit=1)[1].strip() for text in texts if has_turn(text)]
    tails = [tail for tail in tails if tail]
    if len(tails) > len(texts) / 2 and len(set(tails)) > len(tails) / 5:
        return "the prompts seem to hold answers as well: nothing is cut off"
    return None


def has_turn(text: str) -> bool:
    return bool(ANSWER_TURN.search(text))


def on_options(prompt: Field, texts: list[str], answers: list[Any]) -> str | None:
    letters = [value for value in answers if isinstance(value, str) and is_label(value)]
    if " + " in prompt.expression or len(letters) < max(len(answers), 1):
        return None
    if most_list_options(texts):
        return None
    return (
        "answers are letters, but no options were found; name them, "
        f"as in --prompt '{prompt.expression} + options'"
    )
