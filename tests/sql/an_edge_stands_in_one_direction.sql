-- A pair of datasets has one edge, so there is no cycle of two; longer ones would go against time.
select edges.*
from {{ ref('lineage_edges') }} as edges
inner join {{ ref('lineage_edges') }} as reversed
    on edges.child_dataset_id = reversed.parent_dataset_id
    and edges.parent_dataset_id = reversed.child_dataset_id
