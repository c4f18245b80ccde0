-- One row per dataset or atomic source, model size and outcome: its prompts, none included.
with

judged as (
    select 'dataset' as grain, holdings.dataset_id as name, outcomes.model_scale, outcomes.outcome
    from {{ ref('prompt_outcomes') }} as outcomes
    inner join {{ ref('holdings') }} as holdings using (prompt_key)
    union all
    select 'atomic_source' as grain, atomic_source as name, model_scale, outcome
    from {{ ref('prompt_outcomes') }}
),

totals as (
    select grain, name, model_scale, count(*) as prompt_count
    from judged
    group by all
),

counts as (
    select grain, name, model_scale, outcome, count(*) as outcome_count
    from judged
    group by all
)

select
    totals.grain,
    totals.name,
    totals.model_scale,
    outcomes.outcome,
    outcomes.published_share,
    coalesce(counts.outcome_count, 0) as outcome_count,
    totals.prompt_count,
from totals
cross join {{ ref('sca_outcomes') }} as outcomes
left join counts using (grain, name, model_scale, outcome)
