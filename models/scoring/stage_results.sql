-- One row per prompt, model size and stage: how many of its samples are right, and if it is solved.
select
    prompt_key,
    any_value(prompt_id) as prompt_id,
    model_scale,
    any_value(speaking_source) as atomic_source,
    stage,
    count(*) as sample_count,
    count(*) filter (where is_correct) as right_count,
    right_count / sample_count >= {{ var('solved_share') }} as is_solved,
    list_sort(list(distinct verifier)) as verifiers,
from {{ ref('judged_rollouts') }}
where unused_reason is null
group by prompt_key, model_scale, stage
