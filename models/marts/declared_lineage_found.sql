-- One row per parent that documentation declares for a dataset, found or not.
select
    child_dataset_id,
    parent_dataset_id,
    relation,
    shared_prompts,
    variant_prompts,
    is_direct,
    finding,
from {{ ref('declared_edges') }}
