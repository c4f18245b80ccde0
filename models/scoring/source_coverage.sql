-- One row per atomic source and model size: how many of its prompts were judged.
select
    sources.first_source as atomic_source,
    scales.model_scale,
    count(outcomes.prompt_id) / count(*) as covered_share,
from {{ ref('prompt_sources') }} as sources
cross join {{ ref('q_model_scales') }} as scales
left join {{ ref('prompt_outcomes') }} as outcomes using (prompt_id, model_scale)
where sources.first_source is not null
group by all
