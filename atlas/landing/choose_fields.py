"""Which fields of a dataset are landed: those given, those of the registry, or found ones."""

import shlex
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from atlas.errors import UserError
from atlas.landing import find_fields
from atlas.landing.dataset import Dataset
from atlas.landing.fields import Field, parse_field
from atlas.landing.json_text import Unreadable
from atlas.landing.leaves import step
from atlas.landing.readers import RawFile

SAMPLE_ROWS = 200
LIGHT_COLUMN = 16 << 20  # stored bytes a group; heavier columns are looked at only by name


@dataclass
class Chosen:
    """The fields to land, and what has been seen of them so far."""

    prompt: Field
    answer: Field | None
    source: Field | None
    given: set[str]  # which of the three were named by somebody
    notes: list[str] = field(default_factory=list)
    unseen: set[str] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.unseen = {role for role in ("prompt", "answer", "source") if getattr(self, role)}

    @property
    def columns(self) -> frozenset[str] | None:
        """Columns to read; None = all."""
        fields = [part.columns for part in (self.prompt, self.answer, self.source) if part]
        return None if None in fields else frozenset().union(*fields)

    def saw(self, row: Any, *values: Any) -> None:
        """Ticks off the fields that exist in this row (cheap once all have been seen)."""
        if not self.unseen:
            return
        for role, value in zip(("prompt", "answer", "source"), values, strict=True):
            if role in self.unseen and (value is not None or getattr(self, role).resolves(row)):
                self.unseen.discard(role)

    def check(self, row_count: int) -> None:
        for role in ("prompt", "answer", "source"):
            if row_count and role in self.unseen and role in self.given:
                expression = getattr(self, role).expression
                raise UserError(
                    f"{role} field {expression!r} is in no row; "
                    f"the columns are: {', '.join(self.names) or 'none'}"
                )


def choose_fields(dataset: Dataset, file: RawFile) -> Chosen:
    rows = sample_rows(file)
    names = column_names(file, rows)
    wishes = {"prompt": dataset.prompt, "answer": dataset.answer, "source": dataset.source}
    wishes = {role: column_or_path(wish, names) for role, wish in wishes.items()}
    notes: list[str] = []
    if dataset.fields_are_hints:
        for role, hint in wishes.items():
            if hint and not any(parse_field(hint).resolves(row) for row in rows):
                notes.append(f"{role} field {hint!r} leads nowhere: it was looked for")
                wishes[role] = None
    prompt = wishes["prompt"] or find_fields.find_prompt(rows)
    if not prompt and not rows and file.notes:
        raise UserError(f"{file.path.name} gave no row ({file.notes[0]}); fetch it again")
    if not prompt and not rows:
        prompt = "prompt"  # an empty dataset: nothing to find, nothing to lose
    if not prompt:
        raise UserError(
            f"no prompt field found in {file.path.name}; name it with "
            f"--prompt {shlex.quote(find_fields.longest_text(rows) or 'FIELD')} "
            f"(columns: {', '.join(names) or 'none'})"
        )
    answer = find_fields.find_answer(rows) if wishes["answer"] is None else wishes["answer"]
    source = find_fields.find_source(rows) if wishes["source"] is None else wishes["source"]
    return Chosen(
        parse_field(prompt),
        parse_field(answer) if answer else None,
        parse_field(source) if source else None,
        given={role for role, wish in wishes.items() if wish},
        notes=notes,
        names=names,
    )


def column_or_path(wish: str | None, names: dict[str, None]) -> str | None:
    """The name of a column counts as it is, whatever signs are in it."""
    return step(wish, False) if wish and wish in names else wish


def sample_rows(file: RawFile) -> list[Any]:
    rows = (row for row in file.rows(light_columns(file)) if not isinstance(row, Unreadable))
    return list(islice(rows, SAMPLE_ROWS))


def light_columns(file: RawFile) -> list[str] | None:
    """Columns worth looking at: all but the heavy ones whose names say nothing of a prompt."""
    sizes = file.columns()
    return sizes and [
        name
        for name, size in sizes.items()
        if size < LIGHT_COLUMN or name.lower() in find_fields.PROMPT_NAMES
    ]


def column_names(file: RawFile, rows: list[Any]) -> dict[str, None]:
    sizes = file.columns()
    if sizes is not None:
        return dict.fromkeys(sizes)
    names: dict[str, None] = {}
    for row in rows:
        keys = row if isinstance(row, dict) else {"(rows are lists: [0], [1] ...)": None}
        names.update(dict.fromkeys(keys))
    return dict(islice(names.items(), 40))
