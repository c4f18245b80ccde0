-- Every ancestor is certainly older: so there is no cycle, and nobody is an ancestor of itself.
select heritage.*
from {{ ref('heritage') }} as heritage
anti join {{ ref('dataset_order') }} as dataset_order
    on heritage.ancestor_dataset_id = dataset_order.earlier_dataset_id
    and heritage.dataset_id = dataset_order.later_dataset_id
