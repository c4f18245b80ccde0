-- One row per pair of datasets sharing problems: the child is the one that came later.
-- A pair that dates cannot order is declared if either was named as the parent of the other.
with

declared as (
    select child_dataset_id, parent_dataset_id from {{ ref('declared_edges') }}
    union
    select parent_dataset_id, child_dataset_id
    from {{ ref('declared_edges') }}
    where not is_ordered
)

select
    pairs.child_dataset_id,
    pairs.parent_dataset_id,
    pairs.shared_prompts,
    pairs.share_of_child,
    pairs.share_of_parent,
    pairs.exact_prompts,
    direct_parents.dataset_id is not null as is_direct,
    declared.child_dataset_id is not null as is_declared,
    pairs.is_ordered,
from {{ ref('dataset_pairs') }} as pairs
left join {{ ref('direct_parents') }} as direct_parents
    on pairs.child_dataset_id = direct_parents.dataset_id
    and pairs.parent_dataset_id = direct_parents.parent_dataset_id
left join declared
    on pairs.child_dataset_id = declared.child_dataset_id
    and pairs.parent_dataset_id = declared.parent_dataset_id
where pairs.shared_prompts > 0
