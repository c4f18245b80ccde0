-- One row per training set and model size: Q, its parts, and what is missing for it.
select
    inputs.dataset_id,
    inputs.model_scale,
    scores.l_sca,
    scores.s1a,
    scores.s1b,
    scores.s1c,
    scores.s1,
    scores.s2,
    scores.s3,
    scores.q,
    intervals.q_low,
    intervals.q_high,
    scores.q_without_gains,
    intervals.q_without_gains_low,
    intervals.q_without_gains_high,
    inputs.missing,
    inputs.prompt_count,
    inputs.judged_prompts,
    inputs.r_con,
    inputs.r_con_by_text,
    inputs.r_mcq,
    inputs.avg_occ,
    inputs.r_leak,
    inputs.mean4_gain,
    inputs.pass4_gain,
from {{ ref('measured_inputs') }} as inputs
inner join {{ ref('scores') }} as scores
    on inputs.dataset_id = scores.name and inputs.model_scale = scores.model_scale
left join {{ ref('score_intervals') }} as intervals
    on inputs.dataset_id = intervals.dataset_id and inputs.model_scale = intervals.model_scale
where scores.origin = 'measured' and scores.draw = 0
