-- One row per dataset and ancestor it can be traced back to over direct parents.
select
    dataset_id,
    ancestor_dataset_id,
    distance,
    share,
from {{ ref('ancestors') }}
