-- One row per value that was published for Q: ours beside it. Claims about the paper's own table
-- stand without a value of ours: its inputs were not published.
with

reproduced as (
    select 'score' as kind, model_scale, published_name, metric, value
    from {{ ref('published_scores') }}
    union all
    select
        if(method = 'spearman_avgties', 'correlation_vs_gt_ties_averaged', 'correlation_vs_gt'),
        model_scale,
        dataset_count || ' datasets',
        method || '_' || metric,
        correlation,
    from {{ ref('quality_correlations') }}
    union all
    select
        'ranking_by_q',
        model_scale,
        published_name,
        'rank',
        row_number() over (partition by model_scale order by score desc, list_position),
    from {{ ref('quality_ranks') }}
    where metric = 'Q'
    union all
    select
        'ranking_by_gt',
        model_scale,
        published_name,
        'rank',
        row_number() over (partition by model_scale order by average_star desc, list_position),
    from {{ ref('quality_ranks') }}
    where metric = 'Q'
)

select
    published.kind,
    published.model_scale,
    published.published_name,
    published.metric,
    published.value as published_value,
    reproduced.value as our_value,
    our_value - published_value as difference,
from {{ ref('q_published_results') }} as published
left join reproduced using (kind, model_scale, published_name, metric)
