"""MinHash signatures and band keys of normal forms, in one pass over an Arrow buffer.

A shingle is five consecutive tokens of a normal form, or the whole text where it is shorter. Its
32-bit hash is FNV-1a over its UTF-8 bytes; signatures are those of datasketch's `affine32` scheme
with the same permutations, value by value (Broder 1997; datasketch is the oracle of the tests).
"""

import numpy as np
import pyarrow as pa
from datasketch import MinHash
from numba import uint32, uint64

from python_udfs.kernels import kernel, kernel_part
from python_udfs.tokens import FNV_OFFSET_64, FNV_PRIME_64, text_buffers

PERMUTATIONS = 128
SHINGLE_TOKENS = 5
SEED = 20260526

A, B = MinHash(PERMUTATIONS, SEED, scheme="affine32").permutations
FNV_PRIME_32, FNV_OFFSET_32 = 16777619, 2166136261


def shingle_hash(shingle: bytes) -> int:
    """FNV-1a, 32 bits: what datasketch is given as `hashfunc`."""
    value = FNV_OFFSET_32
    for byte in shingle:
        value = ((value ^ byte) * FNV_PRIME_32) & 0xFFFFFFFF
    return value


@kernel
def _signatures(offsets, data, a, b):  # pragma: no cover (compiled)
    documents, permutations = len(offsets) - 1, len(a)
    signatures = np.empty((documents, permutations), np.uint32)
    for document in range(documents):
        signature = signatures[document]
        signature[:] = 0xFFFFFFFF
        end = offsets[document + 1]
        start = offsets[document]  # of the shingle
        stop = start  # behind the shingle's last token
        for _ in range(SHINGLE_TOKENS):
            stop = _token_end(data, stop, end)
        while True:
            value = uint32(FNV_OFFSET_32)
            for position in range(start, stop):
                value = uint32((value ^ data[position]) * uint32(FNV_PRIME_32))
            value ^= value >> uint32(16)  # murmur's finaliser, as affine32 wants it
            value = uint32(value * uint32(0x85EBCA6B))
            value ^= value >> uint32(13)
            value = uint32(value * uint32(0xC2B2AE35))
            value ^= value >> uint32(16)
            for k in range(permutations):
                permuted = uint32(a[k] * value + b[k])
                if permuted < signature[k]:
                    signature[k] = permuted
            if stop >= end:
                break
            start = _token_end(data, start, end) + 1
            stop = _token_end(data, stop, end)
    return signatures


@kernel_part
def _token_end(data, position, end):  # pragma: no cover (compiled)
    """Where the token ends that begins at `position`, or behind the blank at `position`."""
    if position < end and data[position] == 32:
        position += 1
    while position < end and data[position] != 32:
        position += 1
    return position


@kernel
def _band_keys(signatures, rows):  # pragma: no cover (compiled)
    documents, bands = len(signatures), signatures.shape[1] // rows
    keys = np.empty((documents, bands), np.int64)
    for document in range(documents):
        for band in range(bands):
            key = uint64(FNV_OFFSET_64) ^ uint64(band)
            for row in range(band * rows, (band + 1) * rows):
                key = uint64((key ^ uint64(signatures[document, row])) * uint64(FNV_PRIME_64))
            key ^= key >> uint64(29)
            keys[document, band] = key >> uint64(1)
    return keys


def signature_column(normal_forms: pa.ChunkedArray) -> pa.Array:
    """VARCHAR -> UINTEGER[128]; null for null and for the empty form, which has no shingle."""
    offsets, data = text_buffers(normal_forms)
    signatures = _signatures(offsets, data, A, B)
    return _lists(signatures, missing=offsets[1:] == offsets[:-1])


def band_keys_column(signatures: pa.ChunkedArray, rows: pa.ChunkedArray) -> pa.Array:
    """UINTEGER[], INTEGER rows a band -> BIGINT[] with one key a band; `rows` must be constant."""
    lists = signatures.combine_chunks()
    rows_a_band = set(rows.unique().to_pylist())
    if len(rows_a_band) != 1:
        raise ValueError(f"band_keys: the rows a band must be one constant, got {rows_a_band}")
    missing = lists.is_null().to_numpy(zero_copy_only=False)
    matrix = np.zeros((len(lists), PERMUTATIONS), np.uint32)
    matrix[~missing] = np.asarray(lists.flatten(), np.uint32).reshape(-1, PERMUTATIONS)
    return _lists(_band_keys(matrix, rows_a_band.pop()), missing)


def _lists(matrix: np.ndarray, missing: np.ndarray) -> pa.ListArray:
    offsets = np.arange(len(matrix) + 1, dtype=np.int32) * matrix.shape[1]
    return pa.ListArray.from_arrays(offsets, matrix.ravel(), mask=pa.array(missing))
