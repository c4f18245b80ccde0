"""Functions of one text, over an Arrow column as `create_function` gives it."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc


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


def read_where(suspects: pa.Array, function: Callable[[str], str], texts: pa.Array) -> pa.Array:
    """`function` of the texts where `suspects` is true; the others stay, and null stays null."""
    suspects = pc.fill_null(suspects, False)
    read = [function(text) for text in texts.filter(suspects).to_pylist()]
    return pc.replace_with_mask(texts, suspects, pa.array(read, texts.type))
