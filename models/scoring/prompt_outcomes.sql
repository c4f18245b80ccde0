-- One row per prompt and model size with both stages: what training on its source did to it.
select
    before.prompt_key,
    before.prompt_id,
    before.model_scale,
    after.atomic_source,
    before.sample_count as samples_before,
    before.right_count as right_before,
    after.sample_count as samples_after,
    after.right_count as right_after,
    outcomes.outcome,
    outcomes.learnability,
from {{ ref('stage_results') }} as before
inner join {{ ref('stage_results') }} as after using (prompt_key, model_scale)
inner join {{ ref('sca_outcomes') }} as outcomes
    on before.is_solved = outcomes.is_right_before
    and after.is_solved = outcomes.is_right_after
where before.stage = 'base' and after.stage = 'checkpoint'
