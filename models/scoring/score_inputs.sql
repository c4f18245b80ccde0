-- One row per set of inputs to Q: published ones, ours, and draws of ours for the interval.
select
    'published' as origin,
    name,
    model_scale,
    0 as draw,
    r_con,
    r_mcq,
    avg_occ,
    r_leak,
    p00,
    p10,
    p11,
    p01,
    mean4_gain,
    pass4_gain,
from {{ ref('published_inputs') }}
