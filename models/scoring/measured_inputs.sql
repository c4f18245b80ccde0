-- One row per training set and model size: what goes into its Q, and what is missing for it.
-- Shares come from landed rollouts, gains from models that somebody trained on the set.
with

shares as (
    select
        name as dataset_id,
        model_scale,
        any_value(prompt_count) as judged_prompts,
        {{ published_shares() }}
    from {{ ref('outcome_shares') }}
    where grain = 'dataset'
    group by all
)

select
    datasets.dataset_id,
    scales.model_scale,
    features.prompt_count,
    shares.judged_prompts,
    features.r_con,
    features.r_con_by_text,
    features.r_mcq,
    features.avg_occ,
    features.r_leak,
    shares.p00,
    shares.p10,
    shares.p11,
    shares.p01,
    gains.mean4_gain,
    gains.pass4_gain,
    nullif(
        concat_ws(
            '; ',
            case when features.prompt_count is null then 'no usable rows' end,
            case when features.answered_count = 0 then 'no answers' end,
            case when shares.judged_prompts is null then 'no rollouts of both stages' end,
            case when gains.mean4_gain is null then 'no trained model' end
        ),
        ''
    ) as missing,
from {{ ref('landed_datasets') }} as datasets
cross join {{ ref('q_model_scales') }} as scales
left join {{ ref('dataset_features') }} as features using (dataset_id)
left join shares using (dataset_id, model_scale)
left join {{ ref('published_gains') }} as gains using (dataset_id, model_scale)
where datasets.role = 'train'
