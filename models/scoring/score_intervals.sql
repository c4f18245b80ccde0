-- One row per training set and model size with rollouts: where Q lies in most of its draws.
-- Only the shares vary: the other features are counts of all prompts, not of a sample.
select
    name as dataset_id,
    model_scale,
    {%- for score in ['q', 'q_without_gains'] %}
    {{ lowest(score) }} as {{ score }}_low,
    {{ highest(score) }} as {{ score }}_high,
    {%- endfor %}
from {{ ref('scores') }}
where origin = 'measured'
group by all
