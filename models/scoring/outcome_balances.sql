-- One row per dataset or atomic source and model size: what its outcomes come to, with intervals.
with

-- Draw 0 is what was counted.
shares as (
    select grain, name, model_scale, 0 as draw, outcome, share from {{ ref('outcome_shares') }}
    union all
    select grain, name, model_scale, draw, outcome, share from {{ ref('drawn_shares') }}
),

side_by_side as (
    select
        shares.grain,
        shares.name,
        shares.model_scale,
        shares.draw,
        {{ published_shares() }}
        -- In order, as sums of floating-point numbers depend on it.
        sum((is_right_after::integer - is_right_before::integer) * share order by outcome)
            as marginal_utility,
        sum(learnability * share order by outcome) as mean_learnability,
    from shares
    inner join {{ ref('sca_outcomes') }} as outcomes using (outcome)
    group by all
),

balances as (
    select side_by_side.*, {{ l_sca() }} as l_sca
    from side_by_side
    inner join {{ ref('scale_coefficients') }} as scales using (model_scale)
)

select
    grain,
    name,
    model_scale,
    {%- for balance in ['l_sca', 'marginal_utility', 'mean_learnability'] %}
    max({{ balance }}) filter (where draw = 0) as {{ balance }},
    {{ lowest(balance) }} as {{ balance }}_low,
    {{ highest(balance) }} as {{ balance }}_high,
    {%- endfor %}
from balances
group by all
