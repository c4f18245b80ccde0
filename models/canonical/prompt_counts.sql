-- One row per distinct prompt: how many rows and datasets hold it, and since when.
select
    rows_of_prompt.prompt_key,
    bool_or(datasets.role = 'benchmark') as is_benchmark_item,
    min(datasets.released_on) as first_seen_on,
    count(distinct rows_of_prompt.dataset_id) as dataset_count,
    count(*) as row_count,
from {{ ref('unwrapped_rows') }} as rows_of_prompt
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
group by rows_of_prompt.prompt_key
