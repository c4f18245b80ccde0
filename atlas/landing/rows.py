"""One raw row after another: what of it is landed, and why some are set aside."""

import random
import reprlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from atlas.landing.choose_fields import Chosen
from atlas.landing.json_text import Unreadable
from atlas.landing.text import as_json, as_published, as_text, is_nan
from atlas.landing.writer import LandedWriter

MAX_PROMPT = 10_000_000  # characters; nothing longer is a problem somebody wrote
RECORD_SHOWN = 2_000  # characters kept of a rejected record
EXAMPLES = 3
WRAPPER_SAMPLE = 5_000  # prompts, drawn evenly over all rows
WRAPPER_TEXT = 50_000  # longer prompts do not take part in the search for a wrapper


class Reservoir:
    """An even sample of a stream of texts; the same stream gives the same sample."""

    def __init__(self, size: int) -> None:
        self.size, self.seen, self.texts = size, 0, []
        self.random = random.Random(0)

    def add(self, text: str) -> None:
        if len(text) > WRAPPER_TEXT:
            return
        self.seen += 1
        if len(self.texts) < self.size:
            self.texts.append(text)
        elif (place := int(self.random.random() * self.seen)) < self.size:
            self.texts[place] = text


@dataclass
class Tally:
    """What is remembered of the rows that went by."""

    rejects: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    examples: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    sample: Reservoir = field(default_factory=lambda: Reservoir(WRAPPER_SAMPLE))


def add_row(writer: LandedWriter, tally: Tally, chosen: Chosen, row: Any) -> None:
    try:
        add_read_row(writer, tally, chosen, row)
    except RecursionError:  # JSON held in a string
        add_unreadable(writer, tally, Unreadable("nested_too_deeply", reprlib.repr(row)))


def add_unreadable(writer: LandedWriter, tally: Tally, row: Unreadable) -> None:
    tally.rejects[row.reason] += 1
    tally.unreadable += 1
    writer.add(None, None, None, row.reason, row.raw[:RECORD_SHOWN])


def add_read_row(writer: LandedWriter, tally: Tally, chosen: Chosen, row: Any) -> None:
    if isinstance(row, Unreadable):
        add_unreadable(writer, tally, row)
        return
    value = chosen.prompt(row)
    prompt = as_text(value) if not isinstance(value, str) else value
    answer = chosen.answer and as_published(chosen.answer(row))
    label = chosen.source and as_published(chosen.source(row))
    reason = reject_reason(value, prompt)
    chosen.saw(row, prompt, answer, label)
    if reason:
        tally.rejects[reason] += 1
        kept = prompt if prompt and len(prompt) <= MAX_PROMPT else None
        writer.add(kept, answer, label, reason, record_of(row))
        return
    writer.add(prompt, answer, label, None, None)
    tally.sample.add(prompt)
    if len(tally.examples) < EXAMPLES:
        tally.examples.append((prompt, answer, label))


def reject_reason(value: Any, prompt: str | None) -> str | None:
    if value is None or is_nan(value):
        return "null_prompt"
    if prompt is None or isinstance(value, int | float):
        return "not_text"
    if not prompt or prompt.isspace():
        return "empty_prompt"
    return "prompt_too_long" if len(prompt) > MAX_PROMPT else None


def record_of(row: Any) -> str:
    try:
        return as_json(row)[:RECORD_SHOWN]
    except (RecursionError, ValueError):
        return str(row)[:RECORD_SHOWN]
