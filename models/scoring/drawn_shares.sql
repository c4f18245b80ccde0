-- One row per training set, model size and draw: outcome shares as other samples might have had them.
-- Shares of a Dirichlet distribution (counts plus a half) from gamma variables by Wilson-Hilferty:
-- a * (1 - 1 / 9a + normal / 3 sqrt a) ^ 3. Normals come from hashes, so every build draws the same.
with

draws as (
    select unnest(generate_series(1, {{ var('interval').draws }})) as draw
),

uniforms as (
    select
        counts.name as dataset_id,
        counts.model_scale,
        counts.published_share,
        counts.outcome_count + 0.5 as shape,
        draws.draw,
        {{ stable_hash("concat_ws('/', name, model_scale, outcome, draw)") }} as hash,
        (1 + (hash & 1073741823)) / 1073741825 as uniform,
        (hash >> 30) / 1073741824 as angle,
    from {{ ref('outcome_counts') }} as counts
    cross join draws
    where counts.grain = 'dataset'
),

gammas as (
    select
        *,
        sqrt(-2 * ln(uniform)) * cos(2 * pi() * angle) as normal,
        shape * pow(greatest(1 - 1 / (9 * shape) + normal / (3 * sqrt(shape)), 0), 3) as gamma,
    from uniforms
),

shares as (
    select
        *,
        gamma / sum(gamma) over (partition by dataset_id, model_scale, draw) as share,
    from gammas
)

pivot shares
on published_share in ('p00', 'p10', 'p11', 'p01')
using max(share)
group by dataset_id, model_scale, draw
