-- One row per prompt and model size with rollouts of both stages.
select
    prompt_id,
    model_scale,
    atomic_source,
    outcome,
    learnability,
    samples_before,
    right_before,
    samples_after,
    right_after,
from {{ ref('prompt_outcomes') }}
