-- One row per prompt and model size with rollouts of a checkpoint: the one that speaks for it.
-- A checkpoint speaks for prompts of the source it was trained on (paper, section 4), the prompt's
-- first source before any other. Of its steps the one known as best speaks, or the last.
with

checkpoints as (
    select prompt_key, prompt_id, model_scale, atomic_source, step
    from {{ ref('named_rollouts') }}
    where stage = 'checkpoint' and unused_reason is null
    group by all
),

steps as (
    select
        checkpoints.model_scale,
        checkpoints.atomic_source,
        checkpoints.step,
    from checkpoints
    inner join {{ ref('atomic_sources') }} as sources using (atomic_source)
    qualify row_number() over (
        partition by checkpoints.model_scale, checkpoints.atomic_source
        order by checkpoints.step = sources.best_step desc nulls last, checkpoints.step desc nulls last
    ) = 1
)

select
    checkpoints.prompt_key,
    checkpoints.model_scale,
    checkpoints.atomic_source,
    checkpoints.step,
from checkpoints
inner join steps
    on checkpoints.model_scale = steps.model_scale
    and checkpoints.atomic_source = steps.atomic_source
    and checkpoints.step is not distinct from steps.step
left join {{ ref('prompt_sources') }} as known using (prompt_id)
where known.sources is null or list_contains(known.sources, checkpoints.atomic_source)
qualify row_number() over (
    partition by checkpoints.prompt_key, checkpoints.model_scale
    order by
        checkpoints.atomic_source = known.first_source desc nulls last, checkpoints.atomic_source
) = 1
