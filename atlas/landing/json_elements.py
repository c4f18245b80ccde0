"""Elements of a JSON array (or of values one behind the other), read one by one."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from atlas.landing.json_text import DECODER, MAX_RECORD, RAW_KEPT, Unreadable

SPACE = re.compile(r"[\s,]*")
# Where reading can go on behind damage. Inside a string quotes are escaped, so `{"` is outside.
NEXT_ELEMENT = re.compile(r'[}\]]\s*,?\s*(?=[\[\s]*\{\s*")')
NEAR_END = 16  # an error this close to the end of the text read so far may be a cut token
OVERLAP = 200
PIECE = 64 << 10  # characters; each error of the decoder counts the lines before it


class Elements:
    """Iterates over the elements; afterwards `is_complete` and `count` tell how it ended."""

    def __init__(self, chunks: Iterable[str]) -> None:
        """`chunks` begin behind the opening bracket."""
        self.chunks = (
            chunk[start : start + PIECE]
            for chunk in chunks
            for start in range(0, len(chunk), PIECE)
        )
        self.buffer, self.position, self.count = "", 0, 0
        self.is_complete = False

    def __iter__(self) -> Iterator[Any]:
        while True:
            self.position = SPACE.match(self.buffer, self.position).end()
            if self.position == len(self.buffer):
                if self.read_more():
                    continue
                return
            if self.buffer[self.position] == "]":
                self.is_complete = True
                return
            element, end = self.next_element()
            if end is None or (end == len(self.buffer) and self.buffer[end - 1] not in '}]"'):
                if len(self.buffer) - self.position > MAX_RECORD:
                    element, end = self.skip_long_element()
                elif self.read_more():
                    continue
            if end is None:
                return
            yield element
            self.position, self.count = end, self.count + 1

    def read_more(self) -> bool:
        """Reads as much again as is waiting, so that the work stays linear."""
        wanted = len(self.buffer) - self.position
        parts, read = [self.buffer[self.position :]], 0
        for chunk in self.chunks:
            parts.append(chunk)
            read += len(chunk)
            if read > wanted:
                break
        self.buffer, self.position = "".join(parts), 0
        return read > 0

    def next_element(self) -> tuple[Any, int | None]:
        """The element and where it ends; no end when more text is needed."""
        try:
            return DECODER.raw_decode(self.buffer, self.position)
        except RecursionError:
            reason, damage = "nested_too_deeply", self.position
        except json.JSONDecodeError as error:
            cut = error.msg.startswith("Unterminated") or error.pos > len(self.buffer) - NEAR_END
            if cut:
                return None, None
            reason, damage = "not_json", error.pos
        following = NEXT_ELEMENT.search(self.buffer, damage)
        if not following:
            return None, None
        end = following.start() + 1
        return Unreadable(reason, self.buffer[self.position : end][:RAW_KEPT]), end

    def skip_long_element(self) -> tuple[Unreadable, int | None]:
        raw = self.buffer[self.position : self.position + RAW_KEPT]
        while not (following := NEXT_ELEMENT.search(self.buffer, self.position)):
            self.position = max(len(self.buffer) - OVERLAP, 0)
            if not self.read_more():
                break
        end = following.start() + 1 if following else None
        return Unreadable("record_too_long", raw), end
