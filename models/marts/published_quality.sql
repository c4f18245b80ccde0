-- One row per value that was published for Q, with ours beside it.
select
    kind,
    model_scale,
    published_name,
    metric,
    published_value,
    our_value,
    difference,
from {{ ref('reproduced_results') }}
