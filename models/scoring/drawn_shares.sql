-- One row per dataset or atomic source, model size, draw and outcome: its share as another sample
-- might have had it. Draws of a Dirichlet distribution (counts plus a half) from gamma variables
-- by Wilson and Hilferty: shape * (1 - 1 / (9 shape) + normal / (3 sqrt(shape))) ^ 3. The normals
-- come from hashes of 60 bits (Box and Muller: 30 bits for the radius, 30 for the angle), so that every
-- build draws the same.
with

draws as (
    select unnest(generate_series(1, {{ var('interval').draws }})) as draw
),

uniforms as (
    select
        counts.grain,
        counts.name,
        counts.model_scale,
        counts.outcome,
        draws.draw,
        counts.outcome_count + 0.5 as shape,
        {{ stable_hash("concat_ws('/', grain, name, model_scale, outcome, draw)") }} as hash,
        (1 + (hash & 1073741823)) / 1073741825 as uniform,
        (hash >> 30) / 1073741824 as angle,
    from {{ ref('outcome_counts') }} as counts
    cross join draws
),

gammas as (
    select
        *,
        sqrt(-2 * ln(uniform)) * cos(2 * pi() * angle) as normal,
        shape * pow(greatest(1 - 1 / (9 * shape) + normal / (3 * sqrt(shape)), 0), 3) as gamma,
    from uniforms
)

select
    grain,
    name,
    model_scale,
    draw,
    outcome,
    gamma / sum(gamma) over in_draw as share,
from gammas
-- In order, as sums of floating-point numbers depend on it.
window
    in_draw as (
        partition by grain, name, model_scale, draw
        order by outcome
        rows between unbounded preceding and unbounded following
    )
