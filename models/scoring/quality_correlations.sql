-- One row per model size, score and way to correlate it with the results of the trained models.
with

pairs as (
    select model_scale, metric, 'pearson' as method, score as x, average_star as y
    from {{ ref('quality_ranks') }}
    union all
    select model_scale, metric, 'spearman' as method, score_rank, average_star_rank
    from {{ ref('quality_ranks') }}
    union all
    select model_scale, metric, 'spearman_avgties' as method, shared_score_rank, shared_average_star_rank
    from {{ ref('quality_ranks') }}
)

select
    pairs.model_scale,
    pairs.metric,
    pairs.method,
    count(*) as dataset_count,
    -- Rounded, as sums of floating-point numbers depend on their order.
    round(
        count(*) * covar_pop(x, y)
        / (
            count(*) * stddev_pop(x) * stddev_pop(y)
            + any_value(scales.weights['pearson_epsilon'])
        ),
        12
    ) as correlation,
from pairs
inner join {{ ref('scale_coefficients') }} as scales using (model_scale)
group by all
