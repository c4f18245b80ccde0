-- One row per prompt of a training set and benchmark item that state one problem, of which one is
-- landed here and the other known to an attached index.
select
    dataset_id,
    prompt_id,
    benchmark_id,
    benchmark_prompt_id,
    relation,
    landed_role,
    index_name,
from {{ ref('indexed_leaks') }}
