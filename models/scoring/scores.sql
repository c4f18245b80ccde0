-- One row per set of inputs (a published dataset, one of ours, or a draw of it) and model size: Q.
-- The formula of the paper's script, section 5; a part is null where one of its inputs is missing.
with

inputs as (
    select score_inputs.*, scales.weights, scales.trust
    from {{ ref('score_inputs') }} as score_inputs
    inner join {{ ref('scale_coefficients') }} as scales using (model_scale)
),

measured as (
    select
        *,
        {{ l_sca() }} as l_sca,
        -(
            p00 * ln(p00 + weights['entropy_epsilon'])
            + p10 * ln(p10 + weights['entropy_epsilon'])
            + p11 * ln(p11 + weights['entropy_epsilon'])
            + p01 * ln(p01 + weights['entropy_epsilon'])
        ) as entropy,
        {{ clamp('l_sca', "weights['l_sca_min']", "weights['l_sca_max']") }} as learning,
        weights['reuse_numerator']
        / {{ clamp('avg_occ', "weights['occurrences_floor']", 'avg_occ') }} as reuse,
        mean4_gain / weights['mean4_gain_scale'] as mean4,
        pass4_gain / weights['pass4_gain_scale'] as pass4,
    from inputs
),

parts as (
    select
        *,
        weights['weight_consistency'] * r_con
        + weights['weight_open_answers'] * (1 - weights['mcq_penalty'] * r_mcq)
        + weights['weight_reuse']
        * {{ clamp('reuse', "weights['reuse_min']", "weights['reuse_max']") }} as s1a,
        1 / (1 + exp(-weights['sigmoid_slope'] * l_sca))
        + weights['diversity_bonus'] * entropy / ln(weights['outcome_count']) as s1b,
        1 - r_leak as s1c,
        weights['weight_s1a'] * s1a
        + weights['weight_s1b'] * s1b
        + weights['weight_s1c'] * s1c as s1,
        trust * mean4 + (1 - trust) * learning as s2,
        trust * pass4 + (1 - trust) * learning as s3,
        (1 - trust) * (weights['weight_s2'] + weights['weight_s3']) as weight_learning,
    from measured
)

select
    origin,
    name,
    model_scale,
    draw,
    l_sca,
    s1a,
    s1b,
    s1c,
    s1,
    s2,
    s3,
    weights['weight_s1'] * s1 + weights['weight_s2'] * s2 + weights['weight_s3'] * s3 as q,
    -- Without the terms of measured gains; the weights of the others are scaled up to sum to 1.
    (weights['weight_s1'] * s1 + weight_learning * learning)
    / (weights['weight_s1'] + weight_learning) as q_without_gains,
from parts
