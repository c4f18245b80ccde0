-- One row per pair of datasets of which the first was certainly released before the second.
-- A date known to the month or the year is a span of days; spans that meet are not ordered.
with

spans as (
    select
        dataset_id,
        {{ first_day() }} as first_day,
        {{ last_day() }} as last_day,
    from {{ ref('landed_datasets') }}
)

select
    earlier.dataset_id as earlier_dataset_id,
    later.dataset_id as later_dataset_id,
    earlier.first_day as earlier_first_day,
from spans as earlier
inner join spans as later on earlier.last_day < later.first_day
