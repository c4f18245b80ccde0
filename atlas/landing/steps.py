"""How a field expression is evaluated: steps into a value, and ways to combine values."""

import re
from collections.abc import Callable
from typing import Any

from atlas.landing.held import held
from atlas.landing.options import labelled_options, option_lines, without_empty_end
from atlas.landing.text import as_text, boxed_in, plain_number

Evaluate = Callable[[Any], Any]


class Missing(LookupError):
    """The path leads nowhere in this row."""


class Literal:
    """A constant text inside a composition."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, row: Any) -> str:
        return self.text


def opened(value: Any) -> Any:
    """A list or an object held in a string, read; anything else as it is."""
    if isinstance(value, str) and (value := held(value)) is None:
        raise Missing
    return value


def by_key(key: str | int) -> Evaluate:
    kind = list if isinstance(key, int) else dict

    def step(value: Any) -> Any:
        value = opened(value)
        if not isinstance(value, kind):
            raise Missing
        try:
            return value[key]
        except LookupError:
            raise Missing from None

    return step


def any_value(_: None) -> Evaluate:
    def step(value: Any) -> Any:
        value = opened(value)
        if not isinstance(value, dict) or not value:
            raise Missing
        return next(iter(value.values()))

    return step


def element_where(condition: tuple[str, str, bool]) -> Evaluate:
    key, wanted, is_first = condition[0], condition[1].lower(), condition[2]

    def step(value: Any) -> Any:
        value = opened(value)
        for element in (value if isinstance(value, list) else [])[:: 1 if is_first else -1]:
            if isinstance(element, dict) and str(element.get(key)).lower() == wanted:
                return element
        raise Missing

    return step


STEPS = {"name": by_key, "key": by_key, "index": by_key, "any": any_value, "equals": element_where}


def follow(steps: list[Evaluate]) -> Evaluate:
    if len(steps) == 1:
        return steps[0]

    def path(value: Any) -> Any:
        for step in steps:
            value = step(value)
        return value

    return path


def value_or_none(term: Evaluate, row: Any) -> Any:
    try:
        return term(row)
    except Missing:
        return None


def leads_somewhere(path: Evaluate, row: Any) -> bool:
    """Does the path exist in this row (even if null)?"""
    try:
        path(row)
    except Missing:
        return False
    return True


def first_there(choices: list[tuple[Evaluate, list[Evaluate]]]) -> Evaluate:
    """Of terms with the paths in them, the first with a path in the row, even if blank."""

    def choose(row: Any) -> Any:
        for choice, paths in choices:
            if any(leads_somewhere(path, row) for path in paths):
                return choice(row)
        return None

    return choose


def first_filled(choices: list[Evaluate]) -> Evaluate:
    def choose(row: Any) -> Any:
        for choice in choices:
            value = value_or_none(choice, row)
            if value is not None and not (isinstance(value, str) and not value.strip()):
                return value
        return None

    return choose


def joined(terms: list[Evaluate]) -> Evaluate:
    """Texts one after the other; lists and objects as option lines; nothing when no text."""

    def compose(row: Any) -> str | None:
        parts, has_text = [], False
        for term in terms:
            value = value_or_none(term, row)
            lines = option_lines(value) if parts else None
            if lines:
                parts.append(lines)
            elif (text := as_text(value)) is not None:
                parts.append(text)
                has_text = has_text or not isinstance(term, Literal)
        return "".join(parts) if has_text else None

    return compose


def boxed_answer(path: Evaluate) -> Evaluate:
    """The last `\\boxed{...}` of a text; nothing where it has none."""

    return lambda row: boxed_in(value_or_none(path, row))


def option_list(terms: list[Evaluate]) -> Evaluate:
    """The values that are there, as the list of options they are; a single text is taken apart."""

    def collect(row: Any) -> Any:
        values = [value_or_none(term, row) for term in terms]
        if len(values) == 1:
            text = values[0]
            return (labelled_options(text) or text) if isinstance(text, str) else text
        return without_empty_end(values) or None

    return collect


def filled(template: Evaluate, placeholder: str, values: Evaluate) -> Evaluate:
    numbered = re.compile(rf"\b{re.escape(placeholder)}(\d{{1,6}})\b")

    def fill(row: Any) -> Any:
        text, listed = template(row), value_or_none(values, row)
        if not isinstance(text, str) or listed is None:
            return text
        words = listed.split() if isinstance(listed, str) else listed
        if not isinstance(words, list):
            return text

        def value_of(match: re.Match) -> str:
            position = int(match[1])
            return plain_number(words[position]) if position < len(words) else match[0]

        return numbered.sub(value_of, text)

    return fill
