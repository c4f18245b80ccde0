-- One row per dataset with usable rows: how many rows and distinct prompts it has.
select
    dataset_id,
    sum(row_count)::bigint as row_count,
    count(*) as prompt_count,
from {{ ref('holdings') }}
group by all
