-- One row per dataset or atomic source and model size: what its outcomes come to, with intervals.
-- Each is a sum of weights over shares of one sample, so its variance is known: the mean square of
-- the weights minus the square of their mean, by the number of prompts.
with

weighted as (
    select
        shares.* exclude (learnability),
        outcomes.learnability,
        scales.weights['weight_' || shares.published_share] as l_weight,
        outcomes.is_right_after::integer - outcomes.is_right_before::integer as gain_weight,
    from {{ ref('outcome_shares') }} as shares
    inner join {{ ref('scale_coefficients') }} as scales using (model_scale)
    inner join {{ ref('sca_outcomes') }} as outcomes using (outcome)
),

summed as (
    select
        grain,
        name,
        model_scale,
        any_value(prompt_count) as prompt_count,
        sum(l_weight * share) as l_sca,
        sum(l_weight ** 2 * share) as l_square,
        sum(gain_weight * share) as marginal_utility,
        sum(gain_weight ** 2 * share) as gain_square,
        sum(learnability * share) as mean_learnability,
    from weighted
    group by all
),

spread as (
    select
        *,
        {{ var('interval').z }} * sqrt(greatest(l_square - l_sca ** 2, 0) / prompt_count) as l_spread,
        {{ var('interval').z }} * sqrt(greatest(gain_square - marginal_utility ** 2, 0) / prompt_count)
            as gain_spread,
    from summed
)

select
    grain,
    name,
    model_scale,
    prompt_count,
    l_sca,
    l_sca - l_spread as l_sca_low,
    l_sca + l_spread as l_sca_high,
    marginal_utility,
    marginal_utility - gain_spread as marginal_utility_low,
    marginal_utility + gain_spread as marginal_utility_high,
    mean_learnability,
from spread
