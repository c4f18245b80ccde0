"""What a command says on stdout: text for people, or one JSON document for programs.

Progress and talk go to stderr (`atlas.console`), an error is one line there (`atlas.cli`).
"""

import json
import math
from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

FormatOption = Annotated[
    Literal["text", "json"],
    typer.Option("--format", help="text for people, or json for programs."),
]


def tell(facts: Any, format: str, show: Callable[[Any], None]) -> None:
    """The facts as JSON, or as `show` puts them in words: both say the same."""
    if format == "json":
        print(as_json(facts))
    else:
        show(facts)


def as_json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
    except ValueError:  # JSON has no NaN and no infinity
        return json.dumps(finite(value), ensure_ascii=False, default=str)


def finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
