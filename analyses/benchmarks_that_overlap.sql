-- Which benchmarks ask the same problems, so that two scores are really one?
with

items as (
    select distinct datasets.dataset_id, datasets.benchmark_family, rows_of_benchmark.problem_id
    from {{ ref('rows') }} as rows_of_benchmark
    inner join {{ ref('datasets') }} as datasets using (dataset_id)
    where datasets.role = 'benchmark' and rows_of_benchmark.problem_id is not null
),

sizes as (
    select dataset_id, count(*) as problems from items group by all
)

select
    items.dataset_id as benchmark_id,
    others.dataset_id as other_benchmark_id,
    items.benchmark_family = others.benchmark_family as is_one_family,
    count(*) as shared_problems,
    round(shared_problems / any_value(sizes.problems), 4) as share,
    round(shared_problems / any_value(other_sizes.problems), 4) as share_of_other,
from items
inner join items as others using (problem_id)
inner join sizes on items.dataset_id = sizes.dataset_id
inner join sizes as other_sizes on others.dataset_id = other_sizes.dataset_id
where items.dataset_id < others.dataset_id
group by all
order by shared_problems desc, benchmark_id, other_benchmark_id
