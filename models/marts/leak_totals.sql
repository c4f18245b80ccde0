-- One row per training set that shares problems with benchmarks; each problem counts once.
select
    dataset_id,
    leaked_rows,
    leaked_prompts,
    leaked_problems,
    benchmark_families,
from {{ ref('leaks_by_dataset') }}
