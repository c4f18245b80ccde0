"""Small changes of a published problem that make another problem of it, and others that do not.

A change takes a text and a random generator and returns the changed text, or None where it has
nothing to work on. Which words are exchanged for which is in exchanges.csv: a word for its
`opposite`, another `unit`, another `asked` quantity or another `thing` makes another problem; for
one that is `alike` it does not.
"""

import re
from random import Random

from tests.matching.exchanges import (
    CHINESE,
    MATHS,
    NUMBER,
    Change,
    exchanged,
    exchanges,
    put_in,
    sentences,
)
from tests.matching.wordings import (
    CHINESE_EVENTS,
    CONDITIONS,
    DENIALS,
    EVENTS,
    EXCHANGED_SYMBOLS,
    NARROWED,
    OTHER_QUESTIONS,
)


def number_changed(text: str, rng: Random) -> str | None:
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    number = int(match[0])
    others = {number + 1, number + 2, number * 2, number * 10, number - 1, number + 10}
    return put_in(text, match.span(), str(rng.choice(sorted(others - {number, -1}))))


def numbers_swapped(text: str, rng: Random) -> str | None:
    values = sorted({match[0] for match in NUMBER.finditer(text)})
    if len(values) < 2:
        return None
    one, other = rng.sample(values, 2)
    return NUMBER.sub(lambda match: {one: other, other: one}.get(match[0], match[0]), text)


def symbol_changed(text: str, rng: Random) -> str | None:
    """An operator, a relation or a function in a formula, or anywhere where none is marked."""
    spans = [match.span() for match in MATHS.finditer(text)] or [(0, len(text))]
    found = [
        (match.span(), other)
        for symbol, other in EXCHANGED_SYMBOLS
        for start, stop in spans
        for match in places_of(symbol).finditer(text, start, stop)
    ]
    return put_in(text, *rng.choice(found)) if found else None


def places_of(symbol: str) -> re.Pattern:
    """Where a LaTeX command stands, or a sign between what it ties: no hyphen of words."""
    sign = re.escape(symbol)
    if symbol.startswith("\\"):
        return re.compile(sign + "(?![A-Za-z])")
    return re.compile(rf"(?<=[\w)}}\]])(?<![A-Za-z]{{2}}) ?{sign}(?! ?[A-Za-z]{{2}})(?=[ \w\\({{])")


def exponent_changed(text: str, rng: Random) -> str | None:
    found = list(re.finditer(r"\^\{?(\d+|n|k|x)\}?|[²³]", text))
    if not found:
        return None
    match = rng.choice(found)
    other = {"²": "³", "³": "²", "^2": "^4", "^3": "^2"}.get(match[0])
    return put_in(text, match.span(), other or "^{" + rng.choice("23567m") + "}")


def letter_changed(text: str, rng: Random) -> str | None:
    """One letter of a formula is another one that stands in it."""
    formulas = [match for match in MATHS.finditer(text) if len(match[0]) > 6]
    if not formulas:
        return None
    formula = rng.choice(formulas)
    letters = list(re.finditer(r"(?<![A-Za-z\\{])[a-zA-Z](?![A-Za-z])", formula[0]))
    match = rng.choice(letters) if letters else None
    others = sorted({letter[0] for letter in letters} - {match[0]}) if match else []
    if not others:
        return None
    start = formula.start() + match.start()
    return put_in(text, (start, start + 1), rng.choice(others))


def term_dropped(text: str, rng: Random) -> str | None:
    found = [
        (formula.start() + term.start(), formula.start() + term.end())
        for formula in MATHS.finditer(text)
        for term in re.finditer(r"[+-] ?\d*[a-z](?:\^\{?\d\}?)?(?=[ +\-=$])", formula[0])
    ]
    return put_in(text, rng.choice(found), "") if found else None


def denied(text: str, rng: Random) -> str | None:
    """A negation is put in or taken out."""
    found = []
    for said, other in DENIALS:
        is_denied = other in text
        old, new = (other, said) if is_denied else (said, other)
        found += [(match.span(), new) for match in re.finditer(re.escape(old), text)]
    return put_in(text, *rng.choice(found)) if found else None


def condition_inserted(text: str, rng: Random) -> str | None:
    """A word that narrows down what is spoken of."""
    found = list(re.finditer(rf" (?=(?:{'|'.join(NARROWED)})s?\b)", text))
    return put_in(text, rng.choice(found).span(), f" {rng.choice(CONDITIONS)} ") if found else None


def sentence_added(text: str, rng: Random) -> str | None:
    parts = sentences(text)
    is_chinese = CHINESE.search(text) is not None
    if len(parts) < 2:
        return None
    event = rng.choice(CHINESE_EVENTS if is_chinese else EVENTS).format(rng.randrange(3, 30))
    place = rng.randrange(1, len(parts))
    return ("" if is_chinese else " ").join([*parts[:place], event, *parts[place:]])


def sentence_dropped(text: str, rng: Random) -> str | None:
    """A sentence that has a number or a formula, or a clause between commas, is left out."""
    parts = sentences(text)
    chosen = [place for place, part in enumerate(parts[:-1]) if place and re.search(r"[\d$]", part)]
    if chosen:
        place = rng.choice(chosen)
        kept = [*parts[:place], *parts[place + 1 :]]
        return ("" if CHINESE.search(text) else " ").join(kept)
    clauses = list(re.finditer(r"[,，][^,，.。$]*[\d$][^,，.。]*(?=[,，])", text))
    return put_in(text, rng.choice(clauses).span(), "") if clauses else None


def question_changed(text: str, rng: Random) -> str | None:
    parts = sentences(text)
    if len(parts) < 3 or not parts[-1].rstrip().endswith("?"):
        return None
    return " ".join([*parts[:-1], rng.choice(OTHER_QUESTIONS).format(rng.randrange(2, 12))])


# Of one word, sign or number.
SMALL_CHANGES: dict[str, Change] = {
    "opposite": exchanged(exchanges(("opposite",))),
    "unit": exchanged(exchanges(("unit",))),
    "asked": exchanged(exchanges(("asked",))),
    "thing": exchanged(exchanges(("thing",))),
    **{"number": number_changed, "numbers_swapped": numbers_swapped, "symbol": symbol_changed},
    **{"exponent": exponent_changed, "denied": denied},
}
# Of a phrase or a sentence, or of what a reader may pass over.
OTHER_CHANGES: dict[str, Change] = {
    **{"letter": letter_changed, "term_dropped": term_dropped, "condition": condition_inserted},
    **{"sentence_added": sentence_added, "sentence_dropped": sentence_dropped},
    **{"question": question_changed},
}
