"""The registry of edit classes: what each does to a problem, and what it leaves of it.

    for name, edit in EDITS.items():
        edited = edit.apply(problem, Random(7))

`apply` gives None where the edit does not fit the problem. An edit that keeps the problem gives
another text of it; one that does not (a hard negative) gives a text of another problem, with that
problem's own answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from atlas.demo.changes import damage, framing, negatives, notation, rewording
from atlas.demo.families import FAMILIES
from atlas.demo.problems import NUMBER, Answer, Problem


@dataclass(frozen=True, slots=True)
class Edited:
    problem: Problem  # what the text asks for now
    text: str
    answer: Answer
    original: str  # the text it is to be compared with


@dataclass(frozen=True, slots=True)
class Edit:
    name: str
    kind: str  # notation, damage, frame, form, wording, language, or the kind of negative
    keeps_problem: bool
    relation: str  # the loosest relation a matcher may call it
    apply: Callable[[Problem, Random], Edited | None]


EDITS: dict[str, Edit] = {}


def register(name: str, kind: str, relation: str, apply) -> None:
    keeps_problem = relation not in ("variant", "unrelated")
    EDITS[name] = Edit(name, kind, keeps_problem, relation, apply)


def of_kind(*kinds: str) -> list[Edit]:
    return [edit for edit in EDITS.values() if edit.kind in kinds]


def text_edit(name: str, kind: str, relation: str, change) -> None:
    """An edit that needs only the text: `change(text, rng)`."""

    def apply(problem: Problem, rng: Random) -> Edited | None:
        text = change(problem.text, rng)
        if text is None or text == problem.text:
            return None
        return Edited(problem, text, problem.answer, problem.text)

    register(name, kind, relation, apply)


def negative_edit(name: str, change) -> None:
    """An edit that makes another problem: `change(problem, rng)`."""

    def apply(problem: Problem, rng: Random) -> Edited | None:
        other = change(problem, rng)
        return other and Edited(other, other.text, other.answer, problem.text)

    register(name, "negative", "variant", apply)


def asked_for_whole_number(problem: Problem, rng: Random) -> Edited | None:
    form = framing.answer_form(problem)
    return form and Edited(problem, problem.text + form[0], form[1], problem.text)


def options_added(problem: Problem, rng: Random) -> Edited | None:
    listed = framing.options(problem, rng)
    return listed and Edited(problem, problem.text + listed[0], listed[1], problem.text)


def options_removed(problem: Problem, rng: Random) -> Edited | None:
    listed = framing.options(problem, rng)
    return listed and Edited(problem, problem.text, problem.answer, problem.text + listed[0])


def paraphrase(problem: Problem, rng: Random) -> Edited | None:
    others = [n for n in range(len(problem.family.wordings)) if n != problem.wording]
    if not others or problem.twist:
        return None
    reworded = Problem(problem.family, problem.values, problem.answer, rng.choice(others))
    return Edited(problem, reworded.text, problem.answer, problem.text)


def translation(problem: Problem, rng: Random) -> Edited | None:
    """Numbers stay in their order: else it would be the translation of another wording."""
    text = problem.chinese
    if text is None or NUMBER.findall(text) != NUMBER.findall(problem.text):
        return None
    return Edited(problem, text, problem.answer, problem.text)


def shared_boilerplate(problem: Problem, rng: Random) -> Edited | None:
    """Two problems of different families that end in the same long sentences."""
    other = rng.choice(FAMILIES).make(rng)
    if other.family.topic == "code" or other.family is problem.family:
        return None
    frame = framing.FRACTION_FORM + rng.choice(framing.SUFFIXES)
    return Edited(other, other.text + frame, other.answer, problem.text + frame)


text_edit("latex_dialect", "notation", "normalised", notation.latex_dialect)
text_edit("delimiters", "notation", "normalised", notation.delimiters)
text_edit("spacing", "notation", "normalised", notation.spacing)
text_edit("bare_unicode", "notation", "normalised", notation.bare_unicode)
text_edit("split_lines", "notation", "normalised", notation.split_lines)
text_edit("letter_case", "notation", "normalised", notation.letter_case)

text_edit("lost_backslash", "damage", "exact", damage.lost_backslash)
text_edit("literal_newline", "damage", "normalised", damage.literal_newline)
text_edit("invisible_characters", "damage", "exact", damage.invisible_characters)
text_edit("mojibake", "damage", "exact", damage.mojibake)
text_edit("full_width", "damage", "exact", damage.full_width)
text_edit("ocr_slips", "damage", "rewritten", damage.ocr_slips)

text_edit("suffix", "frame", "exact", lambda text, rng: text + rng.choice(framing.SUFFIXES))
text_edit("prefix", "frame", "exact", lambda text, rng: rng.choice(framing.PREFIXES) + text)
text_edit("chat_template", "frame", "exact", lambda text, rng: text.join(framing.CHAT))

register("answer_form", "form", "rewritten", asked_for_whole_number)
register("options_added", "form", "rewritten", options_added)
register("options_removed", "form", "rewritten", options_removed)

text_edit("small_wording", "wording", "rewritten", rewording.small_wording)
text_edit("question_first", "wording", "rewritten", rewording.question_first)
register("paraphrase", "wording", "rewritten", paraphrase)
register("translation", "language", "translated", translation)

negative_edit("numbers_redrawn", negatives.numbers_redrawn)
negative_edit("number_changed", negatives.number_changed)
negative_edit("numbers_swapped", negatives.numbers_swapped)
for twist_kind in ("sign", "operator", "function", "word", "question"):
    negative_edit(f"{twist_kind}_changed", partial(negatives.twisted, kind=twist_kind))
register("shared_boilerplate", "negative", "unrelated", shared_boilerplate)
