"""The encoding of a text file, told by its first bytes that are not ASCII."""

import codecs
import re

import chardet

SAMPLE = 200_000  # bytes
BEFORE = 100  # bytes of ASCII before the first others, where the text is one line
FEWEST = 3  # bytes that are no UTF-8 and tell another encoding; fewer are damage
NOT_ASCII = re.compile(rb"[\x80-\xff]")
DAMAGED = re.compile("[\udc80-\udcff]")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UTF_8 = "utf-8"


def encoding_of(data: bytes, may_be_marked: bool = True) -> str | None:
    """A codec's name; None where all of it is ASCII.

    UTF-8 with some damaged letters is UTF-8, and so is what no other encoding fits. Only the
    beginning of a file may be marked.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items() if may_be_marked else ():
        if data.startswith(mark):
            return encoding
    if data.isascii():  # a hundred times as fast as looking for the first other byte
        return None
    first = NOT_ASCII.search(data)
    lines = data[max(0, first.start() - BEFORE) :].split(b"\n")
    sample = b"\n".join(line for line in lines if not line.isascii())[:SAMPLE]
    read = codecs.getincrementaldecoder(UTF_8)("surrogateescape").decode(sample)
    damaged = len(DAMAGED.findall(read))
    if damaged < FEWEST or 2 * damaged <= sum(not character.isascii() for character in read):
        return UTF_8
    found = chardet.detect(sample)["encoding"]
    return found if found and fits(sample, found) else UTF_8


def fits(sample: bytes, encoding: str) -> bool:
    """Its last letter may be cut."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except (LookupError, UnicodeDecodeError):
        return False
    return True
