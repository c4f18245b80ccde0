"""What a landed file of rollouts holds; the file's metadata tells the rest."""

import pyarrow as pa

ROLLOUT_SCHEMA = pa.schema(
    [
        pa.field("row_number", pa.int64(), nullable=False),
        ("prompt_id", pa.string()),
        ("prompt", pa.string()),
        ("atomic_source", pa.string()),  # that the checkpoint was trained on
        ("model_scale", pa.string()),
        ("stage", pa.string()),  # base or checkpoint
        ("step", pa.int64()),
        ("sample", pa.int64()),
        ("answer", pa.string()),  # boxed last in the response; the response is not kept
        ("gold", pa.string()),
        ("is_correct", pa.bool_()),
        ("grade", pa.string()),  # how is_correct is known, or why it is not
        ("verifier", pa.string()),
        ("reported_score", pa.float64()),
        ("reject_reason", pa.string()),
        ("record", pa.string()),  # of a rejected row
    ]
)
