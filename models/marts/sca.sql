-- One row per dataset or atomic source and model size with rollouts of both stages.
select
    grain,
    name,
    model_scale,
    prompt_count,
    covered_share,
    {%- for outcome in ['never', 'lost', 'kept', 'learned'] %}
    {{ outcome }}_count,
    {{ outcome }}_share,
    {{ outcome }}_low,
    {{ outcome }}_high,
    {%- endfor %}
    {%- for balance in ['l_sca', 'marginal_utility', 'mean_learnability'] %}
    {{ balance }},
    {{ balance }}_low,
    {{ balance }}_high,
    {%- endfor %}
from {{ ref('outcome_summaries') }}
