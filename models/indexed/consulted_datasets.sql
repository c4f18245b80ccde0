-- One row per dataset that only an attached index knows; of several indexes the latest speaks.
-- A dataset that is landed here is compared by its text instead.
with

listed as (
    select index_name, made_at, unnest(datasets::json[]) as dataset
    from {{ ref('index_descriptions') }}
)

select
    dataset ->> 'dataset_id' as dataset_id,
    index_name,
    dataset ->> 'role' as role,
    dataset ->> 'licence' as licence,
    (dataset ->> 'released_on')::date as released_on,
    dataset ->> 'released_precision' as released_precision,
    (dataset ->> 'prompt_count')::bigint as prompt_count,
from listed
anti join {{ ref('landed_datasets') }} as landed on (dataset ->> 'dataset_id') = landed.dataset_id
qualify row_number() over (partition by dataset ->> 'dataset_id' order by made_at desc, index_name) = 1
