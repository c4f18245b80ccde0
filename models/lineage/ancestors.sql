-- One row per dataset and ancestor: how many direct parents back it is, and what they share.
with recursive

steps as (
    select dataset_id, parent_dataset_id as ancestor_dataset_id, 1 as distance
    from {{ ref('direct_parents') }}
    union
    select
        steps.dataset_id,
        direct_parents.parent_dataset_id as ancestor_dataset_id,
        steps.distance + 1 as distance,
    from steps
    inner join {{ ref('direct_parents') }} as direct_parents
        on steps.ancestor_dataset_id = direct_parents.dataset_id
),

shortest as (
    select dataset_id, ancestor_dataset_id, min(distance) as distance
    from steps
    group by all
)

select
    shortest.*,
    coalesce(common.shared_share, 0) as share,
from shortest
left join {{ ref('dataset_overlaps') }} as common
    on shortest.dataset_id = common.dataset_id
    and shortest.ancestor_dataset_id = common.other_dataset_id
