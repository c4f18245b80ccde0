-- Every share and score lies between the ends of its interval.
select grain || ' ' || name as name, model_scale
from {{ ref('sca') }}
where
    (
        never_share between never_low and never_high
        and lost_share between lost_low and lost_high
        and kept_share between kept_low and kept_high
        and learned_share between learned_low and learned_high
        and l_sca between l_sca_low and l_sca_high
        and marginal_utility between marginal_utility_low and marginal_utility_high
        and mean_learnability between mean_learnability_low and mean_learnability_high
    ) is not true
union all
select dataset_id, model_scale
from {{ ref('dataset_quality') }}
where
    (
        (q is null or q between q_low and q_high)
        and (
            q_without_gains is null
            or q_without_gains between q_without_gains_low and q_without_gains_high
        )
    ) is not true
