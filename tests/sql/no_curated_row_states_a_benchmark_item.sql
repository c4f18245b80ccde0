-- Neither the same problem, nor an accepted pair, nor the same prompt, for any registered benchmark.
with

items as (
    select benchmark_prompt_key, problem_id from {{ ref('benchmark_items') }}
),

curated as (
    select decisions.prompt_id, prompts.prompt_key, decisions.problem_id
    from {{ ref('curation_decisions') }} as decisions
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_id)
    where decisions.is_kept
)

select curated.prompt_id
from curated
semi join items using (problem_id)
union
select curated.prompt_id
from curated
inner join {{ ref('neighbours') }} as neighbours using (prompt_key)
semi join items on neighbours.other_prompt_key = items.benchmark_prompt_key
where neighbours.closeness <> 'variant'
