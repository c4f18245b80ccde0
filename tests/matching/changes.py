"""Small changes of a published problem that make another problem of it, and others that do not.

A change takes a text and a random generator and returns the changed text, or None where it has
nothing to work on. Which words are exchanged for which is in exchanges.csv: a word for its
`opposite`, another `unit`, another `asked` quantity or another `thing` makes another problem; for
one that is `alike` it does not.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

Change = Callable[[str, Random], str | None]

EXCHANGES = Path(__file__).with_name("exchanges.csv")
NUMBER = re.compile(r"(?<![\w.,\\])\d{1,6}(?![\w,]*\d|\.\d)")
MATHS = re.compile(r"\$+[^$]+\$+|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[。？！；])")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
EXCHANGED_SYMBOLS = (
    *(("+", "-"), ("-", "+"), (r"\cdot", "+"), (r"\times", "+"), ("*", "+"), (r"\div", r"\times")),
    *(("<", ">"), (">", "<"), (r"\le", r"\ge"), (r"\leq", r"\geq"), (r"\ge", r"\le")),
    *((r"\geq", r"\leq"), (r"\leq", "<"), (r"\geq", ">"), ("=", r"\neq"), (r"\cup", r"\cap")),
    *((r"\cap", r"\cup"), (r"\sin", r"\cos"), (r"\cos", r"\sin"), (r"\tan", r"\sin")),
    *((r"\log", r"\exp"), (r"\ln", r"\exp"), (r"\lfloor", r"\lceil"), (r"\rfloor", r"\rceil")),
    *((r"\max", r"\min"), (r"\min", r"\max"), (r"\gcd", r"\max"), (r"\sum", r"\prod")),
    *((r"\prod", r"\sum"), (r"\sqrt", r"\sqrt[3]"), (r"\cosh", r"\sinh"), (r"\arctan", r"\arcsin")),
    *((r"\subseteq", r"\supseteq"), (r"\parallel", r"\perp"), (r"\perp", r"\parallel")),
    *((r"\mid", r"\nmid"), (r"\infty", "0"), (r"\pi", "e"), ("!", ""), ("==", "!="), ("%", "//")),
)
# What is said and what denies it, in either direction.
DENIALS = (
    *((" is ", " is not "), (" are ", " are not "), (" can ", " cannot "), (" has ", " has no ")),
    *((" have ", " have no "), (" does ", " does not "), (" must ", " must not ")),
    *((" with ", " without "), (" will ", " will not "), (" divisible ", " not divisible ")),
    *((" should ", " should never "), (" equal ", " unequal "), (" may ", " may not ")),
    *((" contains ", " contains no "), (" was ", " was never "), (" exactly ", " not exactly ")),
    *(("是", "不是"), ("能", "不能"), ("有", "没有"), ("可以", "不可以"), ("为", "不为")),
    *(
        ("相等", "不相等"),
        ("等于", "不等于"),
        ("存在", "不存在"),
        ("经过", "不经过"),
        ("含", "不含"),
    ),
)
NARROWED = ("number", "integer", "element", "digit", "term", "word", "character", "divisor")
CONDITIONS = ("odd", "even", "prime", "composite", "repeated", "consecutive", "palindromic")
EVENTS = (
    "After that, a quarter of them were given away.",
    "Assume in addition that the first one is twice as large as the second.",
    "Only those that are divisible by 3 are counted.",
    "However, {} more are added at the end.",
    "During the second half everything takes {} times as long.",
    "The one that comes last is left out.",
)
CHINESE_EVENTS = (
    *("后来又增加了{}个。", "其中有一半被拿走了。", "但最后一个不算。"),
    *("并且第一个是第二个的{}倍。", "之后又减少了{}。"),
)
OTHER_QUESTIONS = (
    "What is left if {} of them are taken away?",
    "By what factor does the result grow if the first quantity is doubled?",
    "Which of the quantities is the second largest?",
    "How many of them are needed for {} such groups?",
)


def exchanges(kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words with what is put in their place; all but those that are alike in both directions."""
    pairs = []
    with EXCHANGES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in kinds:
                pairs.append((row["word"], row["other_word"]))
                if row["kind"] != "alike":
                    pairs.append((row["other_word"], row["word"]))
    return pairs


def put_in(text: str, span: tuple[int, int], other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def exchanged(pairs: list[tuple[str, str]]) -> Change:
    """One word of the text is exchanged, in one place."""
    others = defaultdict(list)
    for word, other in pairs:
        others[word].append(other)
    longest_first = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    words = re.compile(rf"(?<![\\{{A-Za-z])(?:{longest_first})(?![A-Za-z])", re.IGNORECASE)

    def change(text: str, rng: Random) -> str | None:
        found = [match for match in words.finditer(text) if match[0].lower() in others]
        if not found:
            return None
        match = rng.choice(found)
        other = rng.choice(others[match[0].lower()])
        return put_in(text, match.span(), other.capitalize() if match[0][0].isupper() else other)

    return change


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
        for match in re.compile(
            r"(?<=[\w)}\]])(?<![A-Za-z]{2}) ?"
            + re.escape(symbol)
            + r"(?! ?[A-Za-z]{2})(?=[ \w\\({])"
            if symbol in "+-<>*%!=="
            else re.escape(symbol) + "(?![A-Za-z])"
        ).finditer(text, start, stop)
    ]
    return put_in(text, *rng.choice(found)) if found else None


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


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]


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
