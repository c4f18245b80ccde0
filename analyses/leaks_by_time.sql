-- Was the benchmark there first, or did it take its items from training data?
select
    leaks.timing,
    leaks.benchmark_id,
    benchmarks.released_on as benchmark_released_on,
    count(distinct leaks.dataset_id) as training_sets,
    count(distinct leaks.prompt_id) as prompts,
    count(distinct leaks.benchmark_prompt_id) as items,
from {{ ref('leaks') }} as leaks
inner join {{ ref('datasets') }} as benchmarks on leaks.benchmark_id = benchmarks.dataset_id
group by all
order by leaks.timing, items desc, leaks.benchmark_id
