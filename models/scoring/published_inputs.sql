-- One row per published dataset and model size: what the paper's script puts into Q.
select
    features.published_name as name,
    features.dataset_id,
    features.list_position,
    gains.model_scale,
    features.r_con,
    features.r_mcq,
    features.avg_occ,
    features.r_leak,
    features.p00,
    features.p10,
    features.p11,
    features.p01,
    gains.mean4_gain,
    gains.pass4_gain,
    gains.average_star,
from {{ ref('q_published_features') }} as features
inner join {{ ref('published_gains') }} as gains using (published_name)
