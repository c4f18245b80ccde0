"""Windows of a text: its runs of six tokens. A text holds another one if it holds its windows.

That finds a problem between others, or in a story around it, where signatures and rare words see
the story; n-grams of tokens are how training data is searched for benchmark items elsewhere too.
Where words cannot be told from another, runs of letters serve as well.
"""

import numpy as np
import pyarrow as pa
from numba import uint64

from python_udfs.characters import BLANK
from python_udfs.kernels import kernel
from python_udfs.tokens import FNV_OFFSET_64, FNV_PRIME_64, hash_bytes, text_buffers

TOKENS = 6
LETTERS = 20  # bytes of UTF-8


def windows_column(texts: pa.ChunkedArray) -> pa.ListArray:
    """VARCHAR of normal forms -> BIGINT[] of distinct keys; an empty list for null."""
    return lists_of(*_windows(*text_buffers(texts)))


def letter_runs_column(texts: pa.ChunkedArray) -> pa.ListArray:
    """VARCHAR of letters and digits -> BIGINT[] of distinct keys of its runs of 20 bytes."""
    return lists_of(*_letter_runs(*text_buffers(texts)))


def lists_of(offsets: np.ndarray, keys: np.ndarray) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(keys))


@kernel
def _windows(offsets, data):
    texts = len(offsets) - 1
    ends = np.zeros(texts + 1, np.int32)
    keys = np.empty((offsets[-1] - offsets[0]) // 2 + texts + 1, np.int64)
    last = np.zeros(TOKENS, np.uint64)
    for text in range(texts):
        count, tokens, position = ends[text], 0, offsets[text]
        while position < offsets[text + 1]:
            stop = position
            while stop < offsets[text + 1] and data[stop] != BLANK:
                stop += 1
            last[tokens % TOKENS] = hash_bytes(data, position, stop)
            tokens += 1
            position = stop + 1
            if tokens >= TOKENS:
                key = uint64(FNV_OFFSET_64)
                for place in range(tokens, tokens + TOKENS):
                    key = uint64((key ^ last[place % TOKENS]) * uint64(FNV_PRIME_64))
                keys[count] = np.int64(key >> uint64(4))
                count += 1
        ends[text + 1] = _keep_distinct(keys, ends[text], count)
    return ends, keys[: ends[-1]].copy()


@kernel
def _letter_runs(offsets, data):
    texts = len(offsets) - 1
    ends = np.zeros(texts + 1, np.int32)
    keys = np.empty(offsets[-1] - offsets[0], np.int64)
    for text in range(texts):
        count = ends[text]
        for position in range(offsets[text], offsets[text + 1] - LETTERS + 1):
            keys[count] = np.int64(hash_bytes(data, position, position + LETTERS) >> uint64(4))
            count += 1
        ends[text + 1] = _keep_distinct(keys, ends[text], count)
    return ends, keys[: ends[-1]].copy()


@kernel
def _keep_distinct(keys, start, end):
    """Leaves the distinct ones of keys[start:end] at its beginning; where they end."""
    distinct = np.unique(keys[start:end])
    end = start + len(distinct)
    keys[start:end] = distinct
    return end
