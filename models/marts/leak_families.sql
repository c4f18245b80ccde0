-- One row per training set and benchmark family: several files of one benchmark count once.
select
    dataset_id,
    benchmark_family,
    leaked_prompts,
    leaked_items,
    family_items,
    item_share,
from {{ ref('leaks_by_family') }}
