"""Which fields of a dataset are landed: those given, those of the registry, or found ones."""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from atlas.errors import UserError
from atlas.landing.dataset import Dataset
from atlas.landing.fields import Field, parse_field
from atlas.landing.find_fields import find_answer, find_prompt, find_source
from atlas.landing.leaves import step
from atlas.landing.readers import RawFile
from atlas.landing.remarks import remarks
from atlas.landing.samples import found_in, samples_of
from atlas.landing.suggest import no_prompt


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


def choose_fields(dataset: Dataset, files: list[RawFile]) -> Chosen:
    samples = samples_of(files)
    rows = [row for sample in samples for row in sample]
    names = column_names(files[0], rows)
    wishes = {"prompt": dataset.prompt, "answer": dataset.answer, "source": dataset.source}
    wishes = {role: column_or_path(wish, names) for role, wish in wishes.items()}
    notes: list[str] = []
    if dataset.fields_are_hints:
        for role, hint in wishes.items():
            if hint and not any(parse_field(hint).resolves(row) for row in rows):
                notes.append(f"{role} field {hint!r} leads nowhere: it was looked for")
                wishes[role] = None
    prompt = wishes["prompt"] or found_in(samples, find_prompt)
    if not prompt and not rows and files[0].notes:
        raise UserError(f"{files[0].path.name} gave no row ({files[0].notes[0]}); fetch it again")
    if not prompt and not rows:
        prompt = "prompt"  # an empty dataset: nothing to find, nothing to lose
    if not prompt:
        is_csv = files[0].format == "CSV"
        raise UserError(no_prompt(files[0].path.name, samples[0], names, is_csv))
    found = {"answer": find_answer, "source": find_source}
    answer, source = (
        found_in(samples, find) if wishes[role] is None else wishes[role]
        for role, find in found.items()
    )
    chosen = Chosen(
        parse_field(prompt),
        parse_field(answer) if answer else None,
        parse_field(source) if source else None,
        given={role for role, wish in wishes.items() if wish},
        notes=notes,
        names=names,
    )
    if not wishes["prompt"]:
        notes += remarks(chosen.prompt, chosen.answer, rows)
    return chosen


def column_or_path(wish: str | None, names: dict[str, None]) -> str | None:
    """The name of a column counts as it is, whatever signs are in it."""
    return step(wish, False) if wish and wish in names else wish


def column_names(file: RawFile, rows: list[Any]) -> dict[str, None]:
    sizes = file.columns()
    if sizes is not None:
        return dict.fromkeys(sizes)
    names: dict[str, None] = {}
    for row in rows:
        keys = row if isinstance(row, dict) else {"(rows are lists: [0], [1] ...)": None}
        names.update(dict.fromkeys(keys))
    return dict(islice(names.items(), 40))
