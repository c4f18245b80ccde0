"""Blanks out what a pattern fits where RE2, the engine of DuckDB and Arrow, takes milliseconds.

That is so for repeats of hundreds, `.{1,300}?`: RE2 unrolls them. Python's `re` tries them one by
one, which is fast on the few texts that can fit at all.
"""

import functools
import re

import pyarrow as pa
import pyarrow.compute as pc


@functools.cache
def compiled(pattern: str) -> re.Pattern:
    """As RE2 reads it: classes like `\\s` hold ASCII only."""
    return re.compile(pattern, re.ASCII)


def blank_out_column(
    texts: pa.ChunkedArray, patterns: pa.ChunkedArray, needs: pa.ChunkedArray
) -> pa.Array:
    """VARCHAR text, constant pattern, constant RE2 pattern of what fitting texts hold -> VARCHAR.

    Each fit becomes one blank; null for null.
    """
    texts = texts.combine_chunks()
    if not len(texts):
        return texts
    try:
        pattern, need = (constant(column) for column in (patterns, needs))
        suspects = pc.fill_null(pc.match_substring_regex(texts, need), False)
        blanked = [compiled(pattern).sub(" ", text) for text in texts.filter(suspects).to_pylist()]
        return pc.replace_with_mask(texts, suspects, pa.array(blanked, texts.type))
    except Exception as error:
        raise ValueError(f"blank_out: {type(error).__name__}: {error}") from error


def constant(column: pa.ChunkedArray) -> str:
    values = column.unique().to_pylist()
    if len(values) != 1:
        raise ValueError(f"a pattern must be one constant, got {len(values)}")
    return values[0]
