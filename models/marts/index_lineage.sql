-- One row per landed dataset and dataset of an attached index with problems in common.
select
    overlaps.dataset_id,
    overlaps.indexed_dataset_id,
    consulted.index_name,
    consulted.role as indexed_role,
    consulted.licence as indexed_licence,
    consulted.released_on as indexed_released_on,
    overlaps.shared_prompts,
    overlaps.exact_prompts,
    overlaps.share_of_dataset,
    overlaps.share_of_indexed,
    overlaps.is_earlier,
    parents.dataset_id is not null as is_direct,
from {{ ref('indexed_overlaps') }} as overlaps
inner join {{ ref('consulted_datasets') }} as consulted
    on overlaps.indexed_dataset_id = consulted.dataset_id
left join {{ ref('indexed_parents') }} as parents
    on overlaps.dataset_id = parents.dataset_id
    and overlaps.indexed_dataset_id = parents.indexed_dataset_id
