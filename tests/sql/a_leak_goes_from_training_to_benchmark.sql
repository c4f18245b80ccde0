-- A benchmark is never said to leak into a benchmark, nor a training set into another.
select leaks.*
from {{ ref('leaks') }} as leaks
inner join {{ ref('datasets') }} as training using (dataset_id)
inner join {{ ref('datasets') }} as benchmarks on leaks.benchmark_id = benchmarks.dataset_id
where training.role <> 'train' or benchmarks.role <> 'benchmark'
