-- One row per trained model that was published: what it gained on MATH-500 over its base model.
select
    trained.published_name,
    trained.dataset_id,
    trained.model_scale,
    trained.math500_mean4 - base.math500_mean4 as mean4_gain,
    trained.math500_pass4 - base.math500_pass4 as pass4_gain,
    trained.average_star,
from {{ ref('q_published_gains') }} as trained
inner join {{ ref('q_published_gains') }} as base using (model_scale)
where not trained.is_base and base.is_base
