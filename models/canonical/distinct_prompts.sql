-- One row per distinct prompt, in all its forms, with the datasets that hold it.
{{ config(materialized='view') }}
select
    forms.*,
    counts.is_benchmark_item,
    counts.first_seen_on,
    counts.dataset_count,
    counts.row_count,
from {{ ref('prompt_forms') }} as forms
inner join {{ ref('prompt_counts') }} as counts using (prompt_key)
