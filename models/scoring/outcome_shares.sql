-- One row per dataset or atomic source, model size and outcome: its share, with a Wilson interval.
select
    counts.*,
    outcome_count / prompt_count as share,
    {{ wilson('outcome_count', 'prompt_count', '-') }} as share_low,
    {{ wilson('outcome_count', 'prompt_count', '+') }} as share_high,
from {{ ref('outcome_counts') }} as counts
