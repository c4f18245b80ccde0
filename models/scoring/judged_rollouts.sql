-- One row per landed rollout: whether it counts, or the first reason why it does not.
with

bases as (
    select distinct prompt_key, model_scale
    from {{ ref('named_rollouts') }}
    where stage = 'base' and unused_reason is null
)

select
    rollouts.* exclude (unused_reason, unused_value),
    chosen.atomic_source as speaking_source,
    case
        when rollouts.unused_reason is not null then rollouts.unused_reason
        when rollouts.stage = 'base' and chosen.prompt_key is null then 'no_checkpoint'
        when rollouts.stage = 'base' then null
        when chosen.prompt_key is null or rollouts.atomic_source <> chosen.atomic_source
            then 'other_source'
        when rollouts.step is distinct from chosen.step then 'other_step'
        when bases.prompt_key is null then 'no_base'
    end as unused_reason,
    rollouts.unused_value,
from {{ ref('named_rollouts') }} as rollouts
left join {{ ref('chosen_checkpoints') }} as chosen using (prompt_key, model_scale)
left join bases using (prompt_key, model_scale)
