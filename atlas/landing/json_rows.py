"""Rows of JSON in all its published forms: lines, an array, an object around arrays."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from atlas.errors import UserError
from atlas.landing.json_elements import Elements
from atlas.landing.json_tables import rows_of_object
from atlas.landing.json_text import DECODER, Unreadable, is_json, lines, text_chunks
from atlas.landing.nested_rows import unnested
from atlas.landing.streams import Content

MAX_OBJECT = 256 << 20  # characters of a file that is one object and has to be read whole
LOOKED_AT = 8 << 20  # characters and
LINES_LOOKED_AT = 20  # lines that decide about the form
INNER_ARRAY = re.compile(r":\s*\[(?=\s*[{\[])")


def read_json(content: Content) -> tuple[str, Iterator[Any]]:
    """The form of the file and its rows."""
    form, rows = form_of(content)
    return form, unnested(content, rows)


def form_of(content: Content) -> tuple[str, Iterator[Any]]:
    head = first_lines(content)
    first, second = (*head, "", "")[:2]
    readable = [is_json(line) for line in head]
    if first.startswith("["):
        if readable[0] and second.startswith(("[", "{")):
            return "JSON lines", line_rows(content)
        return "JSON array", array_rows(content, text_chunks(content))
    if first.startswith("{") and not (len(head) > 1 and (readable[0] or sum(readable) > 1)):
        return "JSON object", object_rows(content)
    return "JSON lines", line_rows(content)


def first_lines(content: Content) -> list[str]:
    """The first lines that are not blank, as far as they lie in the first megabytes."""
    found: list[str] = []
    seen = ""
    for chunk in text_chunks(content):
        seen += chunk
        found = [line.strip() for line in seen.split("\n") if line and not line.isspace()]
        if len(found) > LINES_LOOKED_AT or len(seen) > LOOKED_AT:
            break
    return found[:LINES_LOOKED_AT]


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


def array_rows(content: Content, chunks: Iterable[str]) -> Iterator[Any]:
    """Elements of the first array; a cut-off file yields its complete leading ones."""
    chunks = iter(chunks)
    inside = next((chunk.partition("[")[2] for chunk in chunks if "[" in chunk), "")
    elements = Elements(chain([inside], chunks))
    yield from elements
    if not elements.is_complete:
        content.note(f"cut off: the {elements.count:,} complete leading elements were read")


def object_rows(content: Content) -> Iterator[Any]:
    """Rows of a file that is one object, or several one behind the other."""
    parts, length = [], 0
    for chunk in text_chunks(content):
        parts.append(chunk)
        length += len(chunk)
        if length > MAX_OBJECT:
            raise UserError(f"{content.path.name} is one JSON object over 256 MB; split it by rows")
    text = "".join(parts)
    try:
        value, end = DECODER.raw_decode(text.strip())
    except RecursionError:
        raise UserError(f"{content.path.name} is nested too deeply to be data") from None
    except ValueError:
        inner = INNER_ARRAY.search(text)
        if inner:
            yield from array_rows(content, [text[inner.end() - 1 :]])
        else:
            yield Unreadable("not_json", text)
        return
    if end < len(text.strip()):
        yield from Elements([text])
    else:
        yield from rows_of_object(content, value)
