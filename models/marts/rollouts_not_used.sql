-- One row per landed rollout that does not count, and why.
select
    rollouts_id,
    row_number,
    prompt_id,
    model_scale,
    stage,
    atomic_source,
    step,
    unused_reason,
    unused_value,
from {{ ref('judged_rollouts') }}
where unused_reason is not null
