-- One row per direct parent, within an attached index, of a dataset of that index.
select
    child_dataset_id,
    parent_dataset_id,
    share_of_child,
    index_name,
from {{ ref('consulted_parents') }}
