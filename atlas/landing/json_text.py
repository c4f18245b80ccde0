"""Text of JSON and CSV files: decoding, lines, and what could not be read."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.landing.encodings import UTF_8, encoding_of
from atlas.landing.streams import Content

MAX_RECORD = 64 << 20  # characters of one line or array element
RAW_KEPT = 4_000  # characters of a record that could not be read
MAX_DIGITS = 4_000  # Python refuses to read whole numbers of more than 4,300


@dataclass(frozen=True)
class Unreadable:
    """A record that could not be read, kept with the reason."""

    reason: str
    raw: str


def whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) < MAX_DIGITS else digits


DECODER = json.JSONDecoder(parse_int=whole_number)


def is_json(text: str) -> bool:
    try:
        DECODER.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def text_chunks(content: Content) -> Iterator[str]:
    """Decoded text. In UTF-8, bytes that are none become lone surrogates, replaced when landed."""
    decoder = None
    for number, chunk in enumerate(content.chunks()):
        if decoder is None and (encoding := encoding_of(chunk, may_be_marked=number == 0)):
            decoder = decoder_of(encoding, content)
        yield decoder.decode(chunk) if decoder else chunk.decode("ascii")
    if decoder:
        yield decoder.decode(b"", final=True)


def decoder_of(encoding: str, content: Content) -> codecs.IncrementalDecoder:
    if not encoding.startswith("utf"):
        content.note(f"read as {encoding}, as it is not UTF-8; iconv converts it if that is wrong")
    errors = "surrogateescape" if encoding.startswith(UTF_8) else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)


def lines(content: Content) -> Iterator[str | Unreadable]:
    """Lines split at \\n only: U+2028 and the like are part of the text."""
    pending: list[str] = []
    length, line_end = 0, "\n"
    for number, chunk in enumerate(text_chunks(content)):
        if number == 0 and "\n" not in chunk and "\r" in chunk:
            line_end = "\r"
        *complete, rest = chunk.split(line_end)
        for line in complete:
            yield bounded("".join([*pending, line]), length + len(line)) if length else line
            pending, length = [], 0
        length += len(rest)
        if length <= MAX_RECORD:
            pending.append(rest)
    if length:
        yield bounded("".join(pending), length)


def bounded(line: str, length: int) -> str | Unreadable:
    return line if length <= MAX_RECORD else Unreadable("record_too_long", line[:RAW_KEPT])
