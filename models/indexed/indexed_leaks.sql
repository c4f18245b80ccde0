-- One row per prompt of a training set and benchmark item that state one problem, of which one is
-- landed here and the other known to an attached index.
with

pairs as (
    select
        resemblances.*,
        landed.role as landed_role,
        consulted.index_name,
    from {{ ref('resemblances') }} as resemblances
    inner join {{ ref('landed_datasets') }} as landed using (dataset_id)
    inner join {{ ref('consulted_datasets') }} as consulted
        on resemblances.indexed_dataset_id = consulted.dataset_id
    where landed.role <> consulted.role
)

select
    if(landed_role = 'train', dataset_id, indexed_dataset_id) as dataset_id,
    if(landed_role = 'train', prompt_id, indexed_prompt_id) as prompt_id,
    if(landed_role = 'train', indexed_dataset_id, dataset_id) as benchmark_id,
    if(landed_role = 'train', indexed_prompt_id, prompt_id) as benchmark_prompt_id,
    relation,
    landed_role,
    index_name,
from pairs
