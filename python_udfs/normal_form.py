"""The normal form of a problem: a text without LaTeX dialect, spacing, case and punctuation.

Two texts with one normal form state the same problem; every number, operator, sign and CJK
character stays, and `\\frac{a+b}{2}` is `(a+b)/2`. The form is a string of tokens joined by single
spaces; it is its own normal form. Kernels read each text in two passes, since every prompt passes
here; tests/python/reference_normal_form.py says the same in plain Python.
"""

import numpy as np
import pyarrow as pa
from pyarrow import compute

from python_udfs.characters import BLANK
from python_udfs.kernels import kernel, kernel_part
from python_udfs.latex_cleaning import clean
from python_udfs.latex_names import NAMES
from python_udfs.latex_reader import read
from python_udfs.lookalikes import as_latin
from python_udfs.notation import TO_ASCII
from python_udfs.token_writer import STATES, Writer, is_settled, join
from python_udfs.tokens import text_buffers

SHORTEST_REPEATED = 40  # bytes; `1 1` is no text that is said twice


def normal_form(text: str) -> str:
    """The normal form of one repaired prompt."""
    return normal_form_column(pa.chunked_array([[text]], pa.string()))[0].as_py()


def normal_form_column(texts: pa.ChunkedArray) -> pa.Array:
    """VARCHAR of repaired prompts -> VARCHAR of normal forms; null for null."""
    column = _with_ascii_signs(texts.combine_chunks())
    offsets, letters = _normalise(*text_buffers(pa.chunked_array([column])), NAMES)
    forms = pa.LargeStringArray.from_buffers(
        len(column), pa.py_buffer(offsets), pa.py_buffer(letters)
    )
    return compute.if_else(column.is_null(), None, forms).cast(pa.string())


def _with_ascii_signs(column: pa.Array) -> pa.Array:
    """The texts with signs that notation knows spelt in ASCII. Such texts are in small letters."""
    is_foreign = compute.invert(compute.string_is_ascii(column)).fill_null(False)
    foreign = [
        as_latin(text).lower().translate(TO_ASCII) for text in column.filter(is_foreign).to_pylist()
    ]
    return compute.replace_with_mask(column, is_foreign, pa.array(foreign, pa.string()))


@kernel_part
def said_once(out, start, stop):
    """Where out[start:stop] ends if a text that is said twice is said once."""
    while stop - start > 2 * SHORTEST_REPEATED and (stop - start) % 2 == 1:
        half = (stop - start) // 2
        if out[start + half] != BLANK:
            break
        for place in range(half):
            if out[start + place] != out[start + half + 1 + place]:
                return stop
        stop = start + half
    return stop


@kernel
def _normalise(offsets, data, names):
    texts = len(offsets) - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, offsets[text + 1] - offsets[text])
    room = 4 * longest + 64  # a two-byte command may become a seven-byte name and a blank
    cleaned = np.empty(room, np.uint8)
    writer = Writer(
        letters=np.empty(room, np.uint8),
        starts=np.empty(room, np.int64),
        ends=np.empty(room, np.int64),
        levels=np.empty((longest + 1, 2), np.int64),
        state=np.zeros(STATES, np.int64),
    )
    out_offsets = np.zeros(texts + 1, np.int64)
    out = np.empty(4 * (offsets[-1] - offsets[0]) + 64 * texts + 64, np.uint8)
    for text in range(texts):
        start = out_offsets[text]
        read(cleaned, clean(data, offsets[text], offsets[text + 1], cleaned), names, writer)
        stop = join(writer, out, start)
        while not is_settled(writer):
            read(cleaned, clean(out, start, stop, cleaned), names, writer)
            stop = join(writer, out, start)
        out_offsets[text + 1] = said_once(out, start, stop)
    return out_offsets, out[: out_offsets[-1]].copy()
