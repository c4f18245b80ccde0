-- One row per landed dataset and dataset of an attached index with problems in common.
select
    shared.dataset_id,
    shared.indexed_dataset_id,
    consulted.index_name,
    consulted.role as indexed_role,
    consulted.licence as indexed_licence,
    consulted.released_on as indexed_released_on,
    shared.shared_prompts,
    shared.exact_prompts,
    shared.share_of_dataset,
    shared.share_of_indexed,
    shared.is_earlier,
    parents.dataset_id is not null as is_direct,
from {{ ref('indexed_overlaps') }} as shared
inner join {{ ref('consulted_datasets') }} as consulted
    on shared.indexed_dataset_id = consulted.dataset_id
left join {{ ref('indexed_parents') }} as parents
    on shared.dataset_id = parents.dataset_id
    and shared.indexed_dataset_id = parents.indexed_dataset_id
