-- One row per training set that shares problems with a benchmark; each problem counts once.
with

leaking_prompts as (
    select dataset_id, prompt_key, any_value(row_count) as row_count
    from {{ ref('leaking_prompts') }}
    group by all
),

training as (
    select
        dataset_id,
        sum(row_count)::bigint as leaked_rows,
        count(*) as leaked_prompts,
    from leaking_prompts
    group by all
),

benchmarks as (
    select
        leaking_prompts.dataset_id,
        count(distinct benchmark_items.problem_id) as leaked_problems,
        count(distinct benchmark_items.benchmark_family) as benchmark_families,
    from {{ ref('leaking_prompts') }} as leaking_prompts
    inner join {{ ref('benchmark_items') }} as benchmark_items
        using (benchmark_id, benchmark_prompt_key)
    group by all
)

select *
from training
inner join benchmarks using (dataset_id)
