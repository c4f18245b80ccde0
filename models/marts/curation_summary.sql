-- One row per curation rule that is on, in order: what it took from the pool.
select
    rule,
    rule_order,
    description,
    lost_rows,
    lost_share,
    fitting_rows,
    max_share,
from {{ ref('rule_losses') }}
