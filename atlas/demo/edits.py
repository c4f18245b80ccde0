"""The registry of edit classes: what each does to a problem, and what it leaves of it.

    for name, edit in EDITS.items():
        edited = edit.apply(problem, Random(7))

`apply` gives None where the edit does not fit the problem. An edit that keeps the problem gives
another text of it; one that does not (a hard negative) gives a text of another problem, with that
problem's own answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from random import Random

from atlas.demo.changes import damage, framing, languages, negatives, notation, rewording
from atlas.demo.families import FAMILIES
from atlas.demo.problems import NUMBER, Answer, Problem, fill


@dataclass(frozen=True, slots=True)
class Edited:
    problem: Problem  # what the text asks for now
    text: str
    answer: Answer
    original: str  # the text it is to be compared with
    original_answer: Answer | None = None  # where that text asks for another form of it


@dataclass(frozen=True, slots=True)
class Edit:
    name: str
    kind: str  # notation, damage, frame, form, wording, language, or the kind of negative
    keeps_problem: bool
    relation: str  # the loosest relation a matcher may call it
    apply: Callable[[Problem, Random], Edited | None]
    in_demo: bool  # else it only serves to measure a matcher


EDITS: dict[str, Edit] = {}
TEXT_CHANGES: dict[str, Callable[[str, Random], str | None]] = {}


def register(name: str, kind: str, relation: str, apply, in_demo: bool = True) -> None:
    keeps_problem = relation not in ("variant", "unrelated")
    EDITS[name] = Edit(name, kind, keeps_problem, relation, apply, in_demo)


def of_kind(*kinds: str) -> list[Edit]:
    return [edit for edit in EDITS.values() if edit.kind in kinds]


def text_edit(name: str, kind: str, relation: str, change, in_demo: bool = True) -> None:
    """An edit that needs only the text: `change(text, rng)`."""

    def apply(problem: Problem, rng: Random) -> Edited | None:
        text = change(problem.text, rng)
        if text is None or text == problem.text:
            return None
        return Edited(problem, text, problem.answer, problem.text)

    TEXT_CHANGES[name] = change
    register(name, kind, relation, apply, in_demo)


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
    return listed and Edited(
        problem, problem.text, problem.answer, problem.text + listed[0], listed[1]
    )


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


def options_restyled(problem: Problem, rng: Random) -> Edited | None:
    """The same options, listed in two ways."""
    drawn = framing.choices(problem, rng)
    if drawn is None:
        return None
    listed, original = (
        problem.text + framing.listed(drawn[0], style)
        for style in rng.sample(framing.ALL_STYLES, 2)
    )
    return Edited(problem, listed, drawn[1], original, drawn[1])


def answer_form_reworded(problem: Problem, rng: Random) -> Edited | None:
    """The whole number asked for in other sentences."""
    form = framing.answer_form(problem)
    if form is None or not isinstance(problem.answer, Fraction):
        return None
    return Edited(problem, problem.text + rng.choice(framing.FRACTION_FORMS), form[1], problem.text)


def two_changes(problem: Problem, rng: Random) -> Edited | None:
    """Another notation and other words, a frame or damage besides."""
    notation_changes = [edit.name for edit in of_kind("notation")]
    others = [edit.name for edit in of_kind("wording", "numbering", "request", "damage")]
    text = problem.text
    for names in (others, notation_changes):
        fitting = [name for name in names if name in TEXT_CHANGES]
        changed = TEXT_CHANGES[rng.choice(fitting)](text, rng)
        if changed is None or changed == text:
            return None
        text = changed
    return Edited(problem, text, problem.answer, problem.text)


def other_language(problem: Problem, rng: Random) -> Edited | None:
    """French, Spanish, German or Russian, with the same formulas."""
    templates = languages.TEMPLATES.get(problem.family.name)
    if templates is None or problem.twist:
        return None
    text = fill(rng.choice(templates), problem.values)
    return Edited(problem, text, problem.answer, problem.text)


def variant_in_other_words(problem: Problem, rng: Random) -> Edited | None:
    """Another number in the other wording, so that much more than the number differs."""
    other = negatives.number_changed(problem, rng)
    reworded = other and paraphrase(other, rng)
    return reworded and replace(reworded, original=problem.text)


def variant_in_chinese(problem: Problem, rng: Random) -> Edited | None:
    """The translation of the problem with another number."""
    other = negatives.number_changed(problem, rng)
    translated = other and translation(other, rng)
    return translated and replace(translated, original=problem.text)


def variant_asked_alike(problem: Problem, rng: Random) -> Edited | None:
    """Another number, and one long sentence on the form of the answer behind both."""
    other = negatives.number_changed(problem, rng)
    forms = [framing.answer_form(one) for one in (problem, other) if one]
    if len(forms) < 2 or None in forms or forms[0][1] == forms[1][1]:
        return None
    (frame, answer), (_, original_answer) = reversed(forms)
    return Edited(other, other.text + frame, answer, problem.text + frame, original_answer)


def twist_in_other_notation(problem: Problem, rng: Random) -> Edited | None:
    """A small change that makes another problem, among changes of notation that make none."""
    kinds = [twist.kind for twist in problem.family.twists]
    other = kinds and negatives.twisted(problem, rng, rng.choice(kinds))
    change = TEXT_CHANGES[rng.choice(("latex_dialect", "delimiters", "split_lines", "spacing"))]
    text = other and change(other.text, rng)
    return Edited(other, text, other.answer, problem.text) if text else None


def same_numbers(problem: Problem, rng: Random) -> Edited | None:
    """A problem of another family that happens to show the same numbers, in Chinese at times."""
    other = negatives.same_numbers(problem, FAMILIES, rng)
    if other is None:
        return None
    chinese = rng.random() < 0.3 and translation(other, rng)
    return Edited(other, chinese.text if chinese else other.text, other.answer, problem.text)


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

# Not in the demo world: what a matcher is measured with besides.
for name, kind, relation, change in (
    ("typesetting", "notation", "rewritten", notation.typesetting),
    ("markup", "notation", "rewritten", notation.markup),
    ("digit_groups", "numerals", "rewritten", notation.digit_groups),
    ("number_words", "numerals", "rewritten", notation.number_words),
    ("doubled_backslash", "damage", "rewritten", damage.doubled_backslash),
    ("dropped_backslash", "damage", "rewritten", damage.dropped_backslash),
    ("flat_exponents", "damage", "rewritten", damage.flat_exponents),
    ("numbering", "numbering", "rewritten", framing.numbered),
    ("request_added", "request", "rewritten", framing.requested),
    ("sentences_shuffled", "wording", "rewritten", rewording.sentences_shuffled),
    ("context_added", "wording", "rewritten", rewording.context_added),
    ("letters_renamed", "wording", "rewritten", rewording.letters_renamed),
):
    text_edit(name, kind, relation, change, in_demo=False)

for name, kind, relation, apply in (
    ("options_restyled", "form", "rewritten", options_restyled),
    ("answer_form_reworded", "form", "rewritten", answer_form_reworded),
    ("two_changes", "mixed", "rewritten", two_changes),
    ("other_language", "language", "translated", other_language),
    ("variant_in_other_words", "negative", "variant", variant_in_other_words),
    ("variant_in_chinese", "negative", "variant", variant_in_chinese),
    ("variant_asked_alike", "negative", "variant", variant_asked_alike),
    ("twist_in_other_notation", "negative", "variant", twist_in_other_notation),
    ("same_numbers", "negative", "unrelated", same_numbers),
):
    register(name, kind, relation, apply, in_demo=False)
