-- One row per pair of datasets with problems or variants in common: the later one is the child.
-- Where dates cannot tell, the pair stands once, in alphabetical order.
with

pairs as (
    select
        child.dataset_id as child_dataset_id,
        parent.dataset_id as parent_dataset_id,
        child.shared_prompts,
        child.exact_prompts,
        child.variant_prompts,
        child.shared_share as share_of_child,
        parent.shared_share as share_of_parent,
        child.variant_share as variant_share_of_child,
        parent.variant_share as variant_share_of_parent,
        child.prompt_count as child_prompts,
        parent.prompt_count as parent_prompts,
    from {{ ref('dataset_overlaps') }} as child
    inner join {{ ref('dataset_overlaps') }} as parent
        on child.dataset_id = parent.other_dataset_id
        and child.other_dataset_id = parent.dataset_id
)

select
    pairs.*,
    dataset_order.earlier_first_day as parent_first_day,
    dataset_order.earlier_dataset_id is not null as is_ordered,
from pairs
left join {{ ref('dataset_order') }} as dataset_order
    on pairs.parent_dataset_id = dataset_order.earlier_dataset_id
    and pairs.child_dataset_id = dataset_order.later_dataset_id
anti join {{ ref('dataset_order') }} as reversed
    on pairs.child_dataset_id = reversed.earlier_dataset_id
    and pairs.parent_dataset_id = reversed.later_dataset_id
where is_ordered or child_dataset_id < parent_dataset_id
