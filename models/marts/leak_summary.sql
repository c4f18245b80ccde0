-- One row per training set and benchmark it shares problems with.
select
    dataset_id,
    benchmark_id,
    leaked_rows,
    leaked_prompts,
    leaked_items,
    benchmark_items,
    item_share,
from {{ ref('leaks_by_benchmark') }}
