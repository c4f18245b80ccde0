-- One row per prompt of a training set and benchmark item that is the same problem.
select
    training.dataset_id,
    training.prompt_id,
    training.prompt_key,
    training.row_count,
    benchmarks.dataset_id as benchmark_id,
    benchmarks.prompt_id as benchmark_prompt_id,
    benchmarks.prompt_key as benchmark_prompt_key,
    neighbours.relation,
    case
        when benchmark_first.later_dataset_id is not null then 'train_after_benchmark'
        when training_first.later_dataset_id is not null then 'benchmark_after_train'
        else 'unknown'
    end as timing,
from {{ ref('holdings') }} as training
inner join {{ ref('neighbours') }} as neighbours using (prompt_key)
inner join {{ ref('holdings') }} as benchmarks
    on neighbours.other_prompt_key = benchmarks.prompt_key
inner join {{ ref('landed_datasets') }} as training_sets
    on training.dataset_id = training_sets.dataset_id and training_sets.role = 'train'
inner join {{ ref('landed_datasets') }} as benchmark_sets
    on benchmarks.dataset_id = benchmark_sets.dataset_id and benchmark_sets.role = 'benchmark'
left join {{ ref('dataset_order') }} as benchmark_first
    on benchmarks.dataset_id = benchmark_first.earlier_dataset_id
    and training.dataset_id = benchmark_first.later_dataset_id
left join {{ ref('dataset_order') }} as training_first
    on training.dataset_id = training_first.earlier_dataset_id
    and benchmarks.dataset_id = training_first.later_dataset_id
where neighbours.closeness <> 'variant'
