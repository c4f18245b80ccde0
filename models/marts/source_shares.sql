-- One row per dataset and atomic source; rows whose source was not found stand under null.
with

counted as (
    select dataset_id, atomic_source, count(*) as row_count
    from {{ ref('row_sources') }}
    group by all
)

select
    dataset_id,
    atomic_source,
    row_count,
    row_count / sum(row_count) over (partition by dataset_id) as share,
from counted
