-- One row per landed dataset and dataset of an index that was certainly released before it.
with

landed as (
    select dataset_id, {{ first_day() }} as first_day
    from {{ ref('landed_datasets') }}
),

consulted as (
    select dataset_id, {{ first_day() }} as first_day, {{ last_day() }} as last_day
    from {{ ref('consulted_datasets') }}
)

select
    landed.dataset_id,
    consulted.dataset_id as indexed_dataset_id,
    consulted.first_day as indexed_first_day,
from landed
inner join consulted on consulted.last_day < landed.first_day
