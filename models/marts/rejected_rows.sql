-- One row per landed row without a usable prompt, and why.
select
    dataset_id,
    row_number,
    file,
    reject_reason,
    record,
from {{ ref('landed_rows') }}
where reject_reason is not null
