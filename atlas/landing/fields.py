"""Field notation: which part of a raw row is the prompt, the answer, the source label.

reward_model.ground_truth.target     objects; one held in a string is read on the way
prompt[-1].content    [0].value      list elements, also of rows that are lists
messages[role=user].content          the last element whose key has that value
messages[role=user,first].content    the first such element
*.question                           the value of an object whatever its key
meta["odd.key"]                      a name with odd characters
body + " " + question + options      composition; lists and objects become (A) ... lines
question + options(A, B, C, D)       options in fields of their own; options(x): in one text
answer or solution                   the first that is not blank
first(answer, solution)              the first that is in the row, even if blank
boxed(solution)                      the last \\boxed{...} in a text
fill(Question, "number", Numbers)    number0, number1 ... replaced by their values
"""

from dataclasses import dataclass
from typing import Any

from atlas.landing.notation import Parser
from atlas.landing.steps import Evaluate, leads_somewhere, value_or_none


@dataclass(frozen=True)
class Field:
    """A field expression; call it with a row to get the value or None."""

    expression: str
    evaluate: Evaluate
    paths: tuple[Evaluate, ...]
    columns: frozenset[str] | None  # top-level columns it needs; None = cannot be told

    def __call__(self, row: Any) -> Any:
        return value_or_none(self.evaluate, row)

    def resolves(self, row: Any) -> bool:
        """Does any of its paths exist in this row (even if null)?"""
        return any(leads_somewhere(path, row) for path in self.paths)


def parse_field(expression: str) -> Field:
    parser = Parser(expression)
    try:
        evaluate = parser.alternatives()
    except RecursionError:
        parser.fail()
    if parser.peek() is not None:
        parser.fail()
    columns = None if None in parser.columns else frozenset(parser.columns)
    return Field(expression.strip(), evaluate, tuple(parser.paths), columns)
