-- One row per landed rollout: which prompt, source and model it speaks of, or why it cannot be used.
with

labelled as (
    select
        rollouts.*,
        lower(coalesce(aliases.atomic_source, rollouts.raw_source)) as said_source,
    from {{ ref('landed_rollouts') }} as rollouts
    left join {{ ref('source_aliases') }} as aliases on lower(rollouts.raw_source) = aliases.label
),

named as (
    select
        labelled.* exclude (sample),
        prompts.prompt_key,
        prompts.prompt_id,
        prompts.found_by,
        sources.atomic_source,
        -- verl writes the samples of a prompt one after the other, without a number.
        row_number() over (
            partition by
                if(labelled.sample is null, rollouts_id, null),
                prompts.prompt_key,
                model_scale,
                stage,
                step,
                if(stage = 'base', null, said_source),
                labelled.sample
            order by rollouts_id, row_number
        ) as place,
        coalesce(sample, place - 1) as sample,
        labelled.sample is not null and place > 1 as is_repeated,
        scales.model_scale is not null as is_known_scale,
    from labelled
    left join {{ ref('rollout_prompts') }} as prompts
        on labelled.raw_prompt_id is not distinct from prompts.raw_prompt_id
        and labelled.raw_prompt is not distinct from prompts.raw_prompt
    left join {{ ref('atomic_sources') }} as sources
        on labelled.said_source = sources.atomic_source
    left join {{ ref('q_model_scales') }} as scales using (model_scale)
)

select
    rollouts_id,
    row_number,
    prompt_key,
    prompt_id,
    found_by,
    model_scale,
    stage,
    if(stage = 'checkpoint', atomic_source, null) as atomic_source,
    step,
    sample,
    is_correct,
    grade,
    verifier,
    case
        when reject_reason is not null then reject_reason
        when prompt_key is null then 'unknown_prompt'
        when model_scale is null then 'no_model_scale'
        when not is_known_scale then 'unknown_model_scale'
        when stage is null then 'no_stage'
        when stage not in ('base', 'checkpoint') then 'unknown_stage'
        when is_correct is null then 'no_grade'
        when stage = 'checkpoint' and raw_source is null then 'no_source'
        when stage = 'checkpoint' and atomic_source is null then 'unknown_source'
        when is_repeated then 'repeated_sample'
    end as unused_reason,
    case unused_reason
        when 'no_grade' then grade
        when 'unknown_model_scale' then model_scale
        when 'unknown_stage' then stage
        when 'unknown_source' then raw_source
        when 'unknown_prompt' then coalesce(raw_prompt_id, left(raw_prompt, 200))
        else record
    end as unused_value,
from named
