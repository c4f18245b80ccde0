"""The columns of an index file; what its datasets are stands in its metadata, as JSON."""

import pyarrow as pa

METADATA_KEY = b"atlas_index"
VERSION = 3  # of the marks: an index made with others would find nothing

INDEX_SCHEMA = pa.schema(
    [
        pa.field("prompt_id", pa.string(), nullable=False),
        pa.field("text_id", pa.int64(), nullable=False),
        ("signature", pa.list_(pa.uint8())),
        ("formula", pa.int64()),
        ("rare_words", pa.list_(pa.uint16())),
        ("word_sum", pa.int64()),
        ("kernel_key", pa.int64()),
        ("letters_key", pa.int64()),
        ("token_count", pa.int32()),
        ("opening", pa.int64()),
        ("holdings", pa.list_(pa.struct([("dataset_id", pa.string()), ("source", pa.string())]))),
        ("same_problem", pa.list_(pa.struct([("text_id", pa.int64()), ("relation", pa.string())]))),
    ]
)
