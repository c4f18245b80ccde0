-- One row per published dataset, model size and value that the script prints: ours, recomputed.
with

inputs as (
    from {{ ref('published_inputs') }}
),

scored as (
    select
        inputs.model_scale,
        inputs.name as published_name,
        inputs.list_position,
        inputs.average_star,
        inputs.mean4_gain as dm4,
        inputs.pass4_gain as dp4,
        scores.l_sca as "L_SCA",
        scores.s1a as "S1a",
        scores.s1b as "S1b",
        scores.s1c as "S1c",
        scores.s1 as "S1",
        scores.s2 as "S2",
        scores.s3 as "S3",
        scores.q as "Q",
    from {{ ref('scores') }} as scores
    inner join inputs using (name, model_scale)
    where scores.origin = 'published'
)

unpivot scored on columns(* exclude (model_scale, published_name, list_position, average_star))
into name metric value value
