"""Which fields of a dataset are landed: those given, those of the registry, or found ones."""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from atlas.errors import UserError
from atlas.landing.dataset import Dataset
from atlas.landing.fields import Field, parse_field
from atlas.landing.leaf import step
from atlas.landing.readers import RawFile
from atlas.landing.remarks import remarks
from atlas.landing.samples import Sample, answer_in, prompt_in, samples_of, source_in
from atlas.landing.suggest import no_prompt, single_messages

NAMED = 40  # columns of a file


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
    rows = [row for sample in samples for row in sample.rows]
    names = column_names(samples) if samples else dict.fromkeys(files[0].columns() or ())
    wishes = {"prompt": dataset.prompt, "answer": dataset.answer, "source": dataset.source}
    wishes = {role: column_or_path(wish, names) for role, wish in wishes.items()}
    notes: list[str] = []
    if dataset.fields_are_hints:
        for role, hint in wishes.items():
            if hint and not any(parse_field(hint).resolves(row) for row in rows):
                notes.append(f"{role} field {hint!r} leads nowhere: it was looked for")
                wishes[role] = None
    prompt = wishes["prompt"] or prompt_in(samples)
    if not prompt and not rows and files[0].notes:
        raise UserError(f"{files[0].path.name} gave no row ({files[0].notes[0]}); fetch it again")
    if not prompt and not rows:
        prompt = "prompt"  # an empty dataset: nothing to find, nothing to lose
        notes.append("there is no row in it")
    if not prompt:
        first = samples[0]
        is_csv = first.file.format == "CSV"
        raise UserError(no_prompt(first.file.path.name, first.rows, column_names([first]), is_csv))
    if not wishes["prompt"] and rows:
        check_messages(samples, prompt)
    answer, source = wishes["answer"], wishes["source"]
    answer = answer_in(samples) if answer is None else answer
    source = source_in(samples) if source is None else source
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


def check_messages(samples: list[Sample], prompt: str) -> None:
    for sample in samples:
        if complaint := single_messages(sample.file.path.name, sample.rows, prompt):
            raise UserError(complaint)


def column_or_path(wish: str | None, names: dict[str, None]) -> str | None:
    """The name of a column counts as it is, whatever signs are in it."""
    return step(wish, False) if wish and wish in names else wish


def column_names(samples: list[Sample]) -> dict[str, None]:
    names: dict[str, None] = {}
    for sample in samples:
        names |= dict.fromkeys(sample.file.columns() or islice(keys_of(sample.rows), NAMED))
    return names


def keys_of(rows: list[Any]) -> dict[str, None]:
    names: dict[str, None] = {}
    for row in rows:
        keys = row if isinstance(row, dict) else {"(rows are lists: [0], [1] ...)": None}
        names.update(dict.fromkeys(keys))
    return names
