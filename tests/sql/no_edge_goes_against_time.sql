-- The parent of an ordered edge is older; a pair is unordered exactly where dates cannot tell.
select edges.*
from {{ ref('lineage_edges') }} as edges
left join {{ ref('dataset_order') }} as dataset_order
    on edges.parent_dataset_id = dataset_order.earlier_dataset_id
    and edges.child_dataset_id = dataset_order.later_dataset_id
left join {{ ref('dataset_order') }} as reversed
    on edges.child_dataset_id = reversed.earlier_dataset_id
    and edges.parent_dataset_id = reversed.later_dataset_id
where
    edges.is_ordered <> (dataset_order.earlier_dataset_id is not null)
    or reversed.earlier_dataset_id is not null
    or (edges.is_direct and not edges.is_ordered)
    or edges.child_dataset_id = edges.parent_dataset_id
