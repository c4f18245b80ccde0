"""Rows of JSON in all its published forms: lines, an array, an object around arrays."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from atlas.errors import UserError
from atlas.landing.streams import Content

MAX_RECORD = 64 << 20  # characters of one line or array element
MAX_OBJECT = 1 << 30  # characters of a file that is one object and must be read whole
NEXT_ELEMENT = re.compile(r"[}\]]\s*,\s*(?=[{\[])")
FIRST_ARRAY = re.compile(r":\s*(?=\[\s*[{\[])")
SPACE = re.compile(r"[\s,]*")
PROMPT_NAMES = {"prompt", "problem", "question", "messages", "conversations"}


@dataclass(frozen=True)
class Unreadable:
    """A record that could not be read, kept with the reason."""

    reason: str
    raw: str


def whole_number(digits: str) -> int | str:
    """Python refuses to read numbers of more than 4,300 digits: they stay text."""
    return int(digits) if len(digits) < 4000 else digits


DECODER = json.JSONDecoder(parse_int=whole_number)


def text_chunks(content: Content) -> Iterator[str]:
    """Decoded text. Bytes that are not UTF-8 become lone surrogates, replaced when landed."""
    chunks = content.chunks()
    first = next(chunks, b"")
    encoding = "utf-8-sig"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    yield decoder.decode(first)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def lines(content: Content) -> Iterator[str | Unreadable]:
    """Lines split at \\n only: U+2028 and the like are part of the text."""
    pending: list[str] = []
    length = 0
    for chunk in text_chunks(content):
        *complete, rest = chunk.split("\n")
        for line in complete:
            yield bounded("".join([*pending, line]), length + len(line))
            pending, length = [], 0
        length += len(rest)
        if length <= MAX_RECORD:
            pending.append(rest)
    if length:
        yield bounded("".join(pending), length)


def bounded(line: str, length: int) -> str | Unreadable:
    return line if length <= MAX_RECORD else Unreadable("record_too_long", line[:4000])


def read_json(content: Content) -> tuple[str, Iterator[Any]]:
    """The form of the file and its rows."""
    first, second = first_lines(content)
    if first.startswith("[") and not (is_json(first) and second.startswith(("[", "{"))):
        return "JSON array", array_rows(content, text_chunks(content), skip_to=0)
    if first.startswith("{") and not second and not is_json(first):
        return "JSON object", object_rows(content)
    if first.startswith("{") and not is_json(first) and not is_json(second):
        return "JSON object", object_rows(content)
    if first.startswith("{") and not second:
        return "JSON object", object_rows(content)
    return "JSON lines", line_rows(content)


def first_lines(content: Content) -> tuple[str, str]:
    """The first two lines that are not blank, as far as they lie in the first megabytes."""
    found: list[str] = []
    seen = ""
    for chunk in text_chunks(content):
        seen += chunk
        found = [line.strip() for line in seen.split("\n") if line.strip()]
        if len(found) > 2 or len(seen) > 8 << 20:
            break
    return (*found, "", "")[0], (*found, "", "")[1]


def is_json(text: str) -> bool:
    try:
        DECODER.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def line_rows(content: Content) -> Iterator[Any]:
    for line in lines(content):
        if isinstance(line, Unreadable):
            yield line
        elif line and not line.isspace():
            yield decoded(line)


def decoded(line: str) -> Any:
    try:
        return DECODER.decode(line.strip())
    except RecursionError:
        return Unreadable("nested_too_deeply", line)
    except ValueError:
        return Unreadable("not_json", line)


def array_rows(content: Content, chunks: Iterable[str], skip_to: int) -> Iterator[Any]:
    """Elements of an array, one by one; a cut-off file yields its complete leading elements."""
    source = iter(chunks)
    buffer = ""
    while "[" not in buffer[skip_to:] and (chunk := next(source, None)) is not None:
        buffer += chunk
    position, count = buffer.index("[", skip_to) + 1, 0
    while True:
        position = SPACE.match(buffer, position).end()
        element, end = next_element(buffer, position)
        if end is None or end == len(buffer):
            wanted = max(len(buffer) - position, 1)  # doubling keeps the work linear
            more, read = [], 0
            for chunk in source:
                more.append(chunk)
                read += len(chunk)
                if read >= wanted:
                    break
            if more and len(buffer) - position <= MAX_RECORD:
                buffer, position = buffer[position:] + "".join(more), 0
                continue
            if end is None or not buffer[position:].strip():
                content.note(f"cut off: the {count:,} complete leading elements were read")
                return
        if buffer[position : position + 1] == "]":
            return
        yield element
        position, count = end, count + 1


def next_element(buffer: str, position: int) -> tuple[Any, int | None]:
    """The element at `position` and where it ends; no end when more text is needed."""
    if buffer[position : position + 1] in ("", "]"):
        return None, position if position < len(buffer) else None
    try:
        return DECODER.raw_decode(buffer, position)
    except RecursionError:
        reason, start = "nested_too_deeply", position
    except json.JSONDecodeError as error:
        if error.msg.startswith("Unterminated") or error.pos > len(buffer) - 16:
            return None, None
        reason, start = "not_json", error.pos
    following = NEXT_ELEMENT.search(buffer, start)
    if not following:
        return None, None
    end = following.start() + 1
    return Unreadable(reason, buffer[position:end]), end


def object_rows(content: Content) -> Iterator[Any]:
    """Rows of a file that is one object: arrays in it, wrapped rows, columns, or one row."""
    parts, length = [], 0
    for chunk in text_chunks(content):
        parts.append(chunk)
        length += len(chunk)
        if length > MAX_OBJECT:
            raise UserError(f"{content.path.name} is one JSON object over 1 GB; split it by rows")
    text = "".join(parts)
    try:
        value = DECODER.decode(text.strip())
    except RecursionError:
        raise UserError(f"{content.path.name} is nested too deeply to be data") from None
    except ValueError:
        inner = FIRST_ARRAY.search(text)
        if not inner:
            yield Unreadable("not_json", text)
            return
        yield from array_rows(content, [text], skip_to=inner.end())
        return
    yield from rows_of_object(content, value)


def rows_of_object(content: Content, value: dict) -> Iterator[Any]:
    if any(is_prompt(name, part) for name, part in value.items()):
        yield value
        return
    arrays = {name: part for name, part in value.items() if is_table(part)}
    if arrays:
        content.note(f"rows are the arrays in: {', '.join(arrays)}")
        for part in arrays.values():
            yield from part
    elif value and all(isinstance(part, dict) for part in value.values()):
        for name, part in value.items():
            yield {name: part}
    elif value and all(isinstance(part, list) for part in value.values()):
        for cells in zip(*value.values(), strict=False):
            yield dict(zip(value, cells, strict=True))
    elif value:
        yield value


def is_prompt(name: str, value: Any) -> bool:
    """Does this make the object a row rather than a wrapper of rows?"""
    if name.lower() not in PROMPT_NAMES:
        return False
    if isinstance(value, str):
        return True
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and ("role" in first or "from" in first)


def is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)
