-- A prompt that a training set and a benchmark both hold is in the leaks, for every benchmark.
with

held as (
    select distinct prompt_id, dataset_id, role
    from {{ ref('rows') }}
    inner join {{ ref('datasets') }} using (dataset_id)
    where prompt_id is not null
)

select training.dataset_id, training.prompt_id, benchmarks.dataset_id as benchmark_id
from held as training
inner join held as benchmarks using (prompt_id)
anti join {{ ref('leaks') }} as leaks
    on training.dataset_id = leaks.dataset_id
    and benchmarks.dataset_id = leaks.benchmark_id
    and training.prompt_id = leaks.prompt_id
    and training.prompt_id = leaks.benchmark_prompt_id
where training.role = 'train' and benchmarks.role = 'benchmark'
