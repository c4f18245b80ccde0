-- One row per prompt and dataset that only an attached index knows.
with

holdings as (
    select index_name, prompt_id, text_id, unnest(holdings, max_depth := 2)
    from {{ ref('indexed_prompts') }}
)

select
    holdings.dataset_id,
    holdings.prompt_id,
    holdings.text_id,
    holdings.source as atomic_source,
from holdings
semi join {{ ref('consulted_datasets') }} as datasets using (index_name, dataset_id)
