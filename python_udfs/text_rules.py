"""Which of many patterns stand in a text: all of them are tried in one pass over a column.

DuckDB compiles a pattern that comes out of a column anew for every row; here each is compiled once
for a whole chunk.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

RULES_TYPE = pa.list_(pa.string())


class TextRules:
    """Rules as (rule id, what it looks at, RE2 pattern)."""

    def __init__(self, rules: Iterable[tuple[str, str, str]]) -> None:
        self.rules: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for rule_id, looks_at, pattern in rules:
            self.rules[looks_at].append((rule_id, pattern))

    def column(self, looks_at: pa.ChunkedArray, texts: pa.ChunkedArray) -> pa.Array:
        """VARCHAR what the text is, VARCHAR text -> VARCHAR[] of the rules that fit, in order."""
        try:
            texts, kinds = whole(texts), whole(looks_at)
            fitting = [
                (rule_id, fits(texts, kinds, kind, pattern))
                for kind in pc.unique(kinds).to_pylist()
                for rule_id, pattern in self.rules.get(kind, [])
            ]
        except Exception as error:
            raise ValueError(f"matching_rules: {error}") from error
        if not fitting:
            return pa.array([[]] * len(texts), RULES_TYPE)
        ids, columns = zip(*fitting, strict=True)
        matrix = np.column_stack(columns)
        ends = np.concatenate(([0], np.cumsum(matrix.sum(axis=1)))).astype(np.int32)
        found = pa.array(ids, pa.string()).take(pa.array(np.nonzero(matrix)[1]))
        return pa.ListArray.from_arrays(pa.array(ends), found)


def fits(texts: pa.Array, kinds: pa.Array, kind: str, pattern: str) -> np.ndarray:
    here = pc.equal(kinds, kind)
    found = pc.and_(here, pc.match_substring_regex(texts, pattern))
    return pc.fill_null(found, False).to_numpy(zero_copy_only=False)


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
