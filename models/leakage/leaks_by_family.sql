-- One row per training set and benchmark family: several files of one benchmark count once.
with

leaked_items as (
    select
        leaking_prompts.dataset_id,
        benchmark_items.benchmark_family,
        count(distinct leaking_prompts.prompt_key) as leaked_prompts,
        count(distinct benchmark_items.problem_id) as leaked_items,
    from {{ ref('leaking_prompts') }} as leaking_prompts
    inner join {{ ref('benchmark_items') }} as benchmark_items
        using (benchmark_id, benchmark_prompt_key)
    group by all
),

family_sizes as (
    select benchmark_family, count(distinct problem_id) as family_items
    from {{ ref('benchmark_items') }}
    group by all
)

select
    leaked_items.*,
    family_sizes.family_items,
    leaked_items / family_items as item_share,
from leaked_items
inner join family_sizes using (benchmark_family)
