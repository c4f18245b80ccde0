"""Reading the field notation (described in fields.py): tokens, then recursive descent."""

import json
import re
from collections.abc import Callable
from typing import Any

from atlas.console import shown
from atlas.errors import UserError
from atlas.landing.steps import (
    STEPS,
    Evaluate,
    Literal,
    boxed_answer,
    filled,
    first_filled,
    first_there,
    follow,
    joined,
    option_list,
)

TOKEN = re.compile(
    r"""\s*(?:
        (?P<literal>"(?:[^"\\]|\\.)*")
      | \[\s*(?P<index>-?\d+)\s*\]
      | \[\s*(?P<key>"(?:[^"\\]|\\.)*")\s*\]
      | \[\s*(?P<where>[\w-]+)\s*=\s*(?P<equals>[^\]"]+?)\s*(?P<first>,\s*first\s*)?\]
      | (?P<mark>[().,+*])
      | (?P<either>(?<=\s)or(?=\s))
      | (?P<name>(?:(?!\s+or\s)[^\[\]().,+*"])+)
    )""",
    re.VERBOSE,
)


class Parser:
    """Recursive descent over the notation; `or` binds loosest, then `+`."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.paths: list[Evaluate] = []
        self.columns: set[str | None] = set()
        self.tokens: list[tuple[str, Any]] = []
        position, text = 0, expression.rstrip()
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                self.fail()
            kind = "equals" if match["equals"] else match.lastgroup
            value = match[kind].strip()
            if kind in ("literal", "key", "index"):
                value = self.literal(value)
            elif kind == "equals":
                value = (match["where"], value, bool(match["first"]))
            self.tokens.append((kind, value))
            position = match.end()
        self.tokens.reverse()

    def fail(self) -> None:
        raise UserError(
            f"field {shown(self.expression, 80)!r} cannot be read; write it like problem, "
            'prompt[-1].content, reward_model.ground_truth or body + " " + question'
        )

    def literal(self, text: str) -> Any:
        try:
            return json.loads(text)
        except ValueError:
            self.fail()

    def peek(self) -> tuple[str, Any] | None:
        return self.tokens[-1] if self.tokens else None

    def accept(self, kind: str, *values: str) -> Any:
        token = self.peek()
        if token and token[0] == kind and (not values or token[1] in values):
            return self.tokens.pop()[1]
        return None

    def expect(self, kind: str, *values: str) -> Any:
        value = self.accept(kind, *values)
        if value is None:
            self.fail()
        return value

    def several(self, part: Callable[[], Any], *separator: str) -> list[Any]:
        """One part or more, with the token between them."""
        parts = [part()]
        while self.accept(*separator):
            parts.append(part())
        return parts

    def alternatives(self) -> Evaluate:
        choices = self.several(self.composition, "either")
        return choices[0] if len(choices) == 1 else first_filled(choices)

    def composition(self) -> Evaluate:
        terms = self.several(self.term, "mark", "+")
        return terms[0] if len(terms) == 1 else joined(terms)

    def term(self) -> Evaluate:
        literal = self.accept("literal")
        if literal is not None:
            return Literal(literal)
        if self.tokens[-2:-1] == [("mark", "(")]:
            kind, name = self.peek()
            if kind == "name" and name in FUNCTIONS:
                self.tokens = self.tokens[:-2]
                value = FUNCTIONS[name](self)
                self.expect("mark", ")")
                return value
        return self.path()

    def boxed(self) -> Evaluate:
        return boxed_answer(self.path())

    def first(self) -> Evaluate:
        return first_there(self.several(self.choice, "mark", ","))

    def choice(self) -> tuple[Evaluate, list[Evaluate]]:
        """A term of first(...), and the paths in it."""
        before = len(self.paths)
        term = self.alternatives()
        return term, self.paths[before:]

    def options(self) -> Evaluate:
        return option_list(self.several(self.path, "mark", ","))

    def fill(self) -> Evaluate:
        template = self.alternatives()
        self.expect("mark", ",")
        placeholder = self.expect("literal")
        self.expect("mark", ",")
        return filled(template, placeholder, self.alternatives())

    def path(self) -> Evaluate:
        steps = [self.step(first=True)]
        while step := self.step(first=False):
            steps.append(step)
        kind, value = steps[0]
        self.columns.add(value if kind in ("name", "key") else None)
        path = follow([STEPS[kind](value) for kind, value in steps])
        self.paths.append(path)
        return path

    def step(self, first: bool) -> tuple[str, Any] | None:
        token = self.peek()
        if token and token[0] in ("index", "key", "equals"):
            return self.tokens.pop()
        if not first and not self.accept("mark", "."):
            return None
        token = self.peek()
        if token and (token[0] == "name" or token == ("mark", "*")):
            kind, value = self.tokens.pop()
            return ("any", None) if kind == "mark" else ("name", value)
        self.fail()


FUNCTIONS = {
    "boxed": Parser.boxed,
    "fill": Parser.fill,
    "first": Parser.first,
    "options": Parser.options,
}
