-- One row per landed dataset and dataset of an index with problems in common.
with

shared as (
    select
        dataset_id,
        indexed_dataset_id,
        count(distinct prompt_id) as shared_prompts,
        count(distinct prompt_id) filter (where relation = 'exact') as exact_prompts,
        count(distinct indexed_prompt_id) as indexed_prompts,
    from {{ ref('resemblances') }}
    group by all
)

select
    shared.*,
    sizes.prompt_count,
    consulted.prompt_count as indexed_prompt_count,
    shared_prompts / sizes.prompt_count as share_of_dataset,
    indexed_prompts / consulted.prompt_count as share_of_indexed,
    in_order.dataset_id is not null as is_earlier,
    in_order.indexed_first_day,
from shared
inner join {{ ref('dataset_sizes') }} as sizes using (dataset_id)
inner join {{ ref('consulted_datasets') }} as consulted
    on shared.indexed_dataset_id = consulted.dataset_id
left join {{ ref('indexed_order') }} as in_order using (dataset_id, indexed_dataset_id)
