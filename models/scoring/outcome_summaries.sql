-- One row per dataset or atomic source and model size with rollouts of both stages: its outcomes side by
-- side, what they come to, and how much of it they speak of.
with

shares as (
    select
        grain,
        name,
        model_scale,
        {%- for outcome in ['never', 'lost', 'kept', 'learned'] %}
        max(outcome_count) filter (where outcome = '{{ outcome }}') as {{ outcome }}_count,
        max(share) filter (where outcome = '{{ outcome }}') as {{ outcome }}_share,
        max(share_low) filter (where outcome = '{{ outcome }}') as {{ outcome }}_low,
        max(share_high) filter (where outcome = '{{ outcome }}') as {{ outcome }}_high,
        {%- endfor %}
        any_value(prompt_count) as prompt_count,
    from {{ ref('outcome_shares') }}
    group by all
),

coverages as (
    select 'atomic_source' as grain, atomic_source as name, model_scale, covered_share
    from {{ ref('source_coverage') }}
    union all
    select 'dataset' as grain, name, model_scale, shares.prompt_count / sizes.prompt_count
    from shares
    inner join {{ ref('dataset_sizes') }} as sizes
        on shares.grain = 'dataset' and shares.name = sizes.dataset_id
)

select
    shares.*,
    coverages.covered_share,
    balances.* exclude (grain, name, model_scale),
from shares
inner join {{ ref('outcome_balances') }} as balances using (grain, name, model_scale)
left join coverages using (grain, name, model_scale)
