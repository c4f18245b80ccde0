-- One row per landed row, usable or rejected.
{{ config(materialized='kept', key=['dataset_id', 'landing_id'], needed_in='dataset_descriptions') }}
select
    descriptions.dataset_id,
    files.row_number,
    files.file,
    files.prompt as raw_prompt,
    files.answer as raw_answer,
    files.source_label,
    files.reject_reason,
    files.record,
    descriptions.landing_id,
from {{ source('landed', 'files') }} as files
inner join {{ ref('dataset_descriptions') }} as descriptions
    on regexp_extract(files.filename, '([^/\\]+)\.parquet$', 1) = descriptions.dataset_id
{{ unless_kept(['dataset_id', 'landing_id']) }}
