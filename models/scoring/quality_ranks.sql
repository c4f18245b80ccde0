-- One row per published dataset, model size and score, as it is held against the trained model.
-- Ordinal ranks break ties by the script's list; shared ranks give tied datasets their mean rank.
with

scores as (
    select model_scale, published_name, list_position, metric, value as score, average_star
    from {{ ref('published_scores') }}
    where metric in ('S1', 'S1a', 'S1b', 'S1c', 'S2', 'S3', 'Q')
)

select
    *,
    row_number() over (in_list order by score, list_position) as score_rank,
    row_number() over (in_list order by average_star, list_position) as average_star_rank,
    rank() over (in_list order by score)
    + (count(*) over (partition by model_scale, metric, score) - 1) / 2 as shared_score_rank,
    rank() over (in_list order by average_star)
    + (count(*) over (partition by model_scale, metric, average_star) - 1) / 2
        as shared_average_star_rank,
from scores
window in_list as (partition by model_scale, metric)
