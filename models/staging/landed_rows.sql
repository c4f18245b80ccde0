-- One row per landed row, usable or rejected.
select
    regexp_extract(filename, '([^/\\]+)\.parquet$', 1) as dataset_id,
    row_number,
    file,
    prompt as raw_prompt,
    answer as raw_answer,
    source_label,
    reject_reason,
    record,
from {{ source('landed', 'files') }}
