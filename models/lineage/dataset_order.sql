-- One row per pair of datasets of which the first was certainly released before the second.
-- A date known to the month or the year is a span of days; spans that meet are not ordered.
with

spans as (
    select
        dataset_id,
        case released_precision
            when 'day' then released_on
            when 'month' then date_trunc('month', released_on)::date
            when 'year' then date_trunc('year', released_on)::date
        end as first_day,
        case released_precision
            when 'day' then released_on
            when 'month' then last_day(released_on)
            when 'year' then make_date(year(released_on), 12, 31)
        end as last_day,
    from {{ ref('landed_datasets') }}
)

select
    earlier.dataset_id as earlier_dataset_id,
    later.dataset_id as later_dataset_id,
    earlier.first_day as earlier_first_day,
from spans as earlier
inner join spans as later on earlier.last_day < later.first_day
