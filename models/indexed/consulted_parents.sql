-- One row per dataset that only an attached index knows and direct parent of it within that index.
with

listed as (
    select index_name, unnest(parents::json[]) as parent
    from {{ ref('index_descriptions') }}
)

select
    listed.parent ->> 'child_dataset_id' as child_dataset_id,
    listed.parent ->> 'parent_dataset_id' as parent_dataset_id,
    (listed.parent ->> 'share_of_child')::double as share_of_child,
    listed.index_name,
from listed
semi join {{ ref('consulted_datasets') }} as consulted
    on listed.index_name = consulted.index_name
    and (listed.parent ->> 'child_dataset_id') = consulted.dataset_id
