-- One row per dataset or atomic source and model size with rollouts of both stages.
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
    from {{ ref('outcome_shares') }}
    group by all
),

sizes as (
    select 'dataset' as grain, dataset_id as name, prompt_count from {{ ref('dataset_sizes') }}
    union all
    select 'atomic_source' as grain, atomic_source as name, prompt_count
    from {{ ref('source_sizes') }}
)

select
    shares.grain,
    shares.name,
    shares.model_scale,
    balances.prompt_count,
    balances.prompt_count / sizes.prompt_count as covered_share,
    shares.* exclude (grain, name, model_scale),
    balances.l_sca,
    balances.l_sca_low,
    balances.l_sca_high,
    balances.marginal_utility,
    balances.marginal_utility_low,
    balances.marginal_utility_high,
    balances.mean_learnability,
from shares
inner join {{ ref('outcome_balances') }} as balances using (grain, name, model_scale)
left join sizes using (grain, name)
