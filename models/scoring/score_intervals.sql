-- One row per training set and model size with rollouts: where Q lies in most of its draws.
-- Only the shares vary: the other features are counts of all prompts, not of a sample.
with

draws as (
    select * from {{ ref('scores') }} where origin = 'measured' and draw > 0
)

select
    name as dataset_id,
    model_scale,
    {%- set outside = (1 - var('interval').level) / 2 %}
    {%- for score in ['q', 'q_without_gains', 'l_sca'] %}
    quantile_cont({{ score }}, {{ outside }}) as {{ score }}_low,
    quantile_cont({{ score }}, {{ 1 - outside }}) as {{ score }}_high,
    {%- endfor %}
from draws
group by all
