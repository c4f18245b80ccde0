-- One row per dataset or atomic source, model size and outcome: its share, with a Wilson interval.
select
    counts.*,
    outcome_count / prompt_count as share,
    {{ wilson('outcome_count', 'prompt_count', '-') }} as share_low,
    {{ wilson('outcome_count', 'prompt_count', '+') }} as share_high,
    scales.weights['weight_' || published_share] * share as weighted_share,
from {{ ref('outcome_counts') }} as counts
inner join {{ ref('scale_coefficients') }} as scales using (model_scale)
