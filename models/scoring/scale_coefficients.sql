-- One row per model size: the coefficients of Q for it, by name, and how far gains are trusted.
-- `trust` is the lambda of the formula (paper, section 5): a larger model's gains tell more.
with

coefficients as (
    select
        scale_band,
        map_from_entries(list({key: coefficient, value: value} order by coefficient)) as weights,
    from {{ ref('q_coefficients') }}
    group by all
)

select
    scales.model_scale,
    scales.billions,
    bands.scale_band,
    coefficients.weights,
    {{ clamp('log10(scales.billions)', "weights['lambda_min']", "weights['lambda_max']") }} as trust,
from {{ ref('q_model_scales') }} as scales
inner join {{ ref('q_scale_bands') }} as bands
    on scales.billions > bands.over_billions
    and (scales.billions <= bands.up_to_billions or bands.up_to_billions is null)
inner join coefficients using (scale_band)
