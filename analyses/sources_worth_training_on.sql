-- Which atomic sources teach a model most, and how sure is that?
-- Sources whose interval does not reach zero have a sign one can trust.
select
    name as atomic_source,
    model_scale,
    prompt_count,
    round(learned_share, 3) as learned,
    round(lost_share, 3) as lost,
    round(marginal_utility, 3) as marginal_utility,
    round(marginal_utility_low, 3) as low,
    round(marginal_utility_high, 3) as high,
    marginal_utility_low > 0 or marginal_utility_high < 0 as sign_is_sure,
from {{ ref('sca') }}
where grain = 'atomic_source'
order by model_scale, marginal_utility desc, atomic_source
