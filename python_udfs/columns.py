"""Turns a pure function of one value into a function of an Arrow column, for `create_function`."""

from collections.abc import Callable

import pyarrow as pa


def text_column(function: Callable[[str], str | None]) -> Callable[[pa.ChunkedArray], pa.Array]:
    """`function` over a column of texts: null stays null, an error names the function."""

    def column(texts: pa.ChunkedArray) -> pa.Array:
        try:
            return pa.array(
                [None if text is None else function(text) for text in texts.to_pylist()],
                pa.string(),
            )
        except Exception as error:
            raise ValueError(f"{function.__name__}: {error}") from error

    return column
