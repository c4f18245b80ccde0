"""What a landed file holds; the file's metadata tells the rest."""

import pyarrow as pa

LANDED_SCHEMA = pa.schema(
    [
        pa.field("row_number", pa.int64(), nullable=False),
        ("file", pa.string()),
        ("file_sha256", pa.string()),
        ("prompt", pa.string()),
        ("answer", pa.string()),
        ("source_label", pa.string()),
        ("reject_reason", pa.string()),
        ("record", pa.string()),
    ]
)
