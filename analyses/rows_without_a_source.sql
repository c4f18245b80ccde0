-- Which rows came from nowhere we know, and what do their labels say?
with

unknown as (
    select dataset_id, source_label, count(*) as row_count, min(prompt_id) as for_example
    from {{ ref('rows') }}
    where attribution_method = 'none' and prompt_id is not null
    group by all
)

select
    dataset_id,
    source_label,
    row_count,
    round(row_count / sum(row_count) over (partition by dataset_id), 4) as share_of_unknown,
    for_example,
from unknown
order by row_count desc, dataset_id, source_label
