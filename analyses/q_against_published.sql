-- How far is our Q of a dataset from the published one, feature by feature, and why?
-- One row per published dataset that is landed, model size and figure. Figures that need rollouts
-- are empty until some are landed (`atlas land-rollouts`).
with

reasons (figure, reason) as (
    values
    ('n', 'Ours: all distinct prompts of the landed file. Theirs stops at 800,000 of the corpus.'),
    ('r_con', 'Ours compares answers by value, theirs by text (r_con_by_text), and over another corpus.'),
    ('r_con_by_text', 'Compared as theirs; what is left is the corpus: a prompt has the answers of all sets landed.'),
    ('r_mcq', 'Ours: rules of seed tag_rules, options stripped or not. How theirs was flagged is not published.'),
    ('avg_occ', 'Rows of the training sets landed here; theirs: 16 datasets and their ancestors.'),
    ('r_leak', 'Benchmarks landed here, rewritten items too; theirs: cosine to 14, with HARP and Omni-MATH.'),
    ('p00', 'Own rollouts.'),
    ('p10', 'Own rollouts; learned is held against p10, see seed sca_outcomes.'),
    ('p11', 'Own rollouts.'),
    ('p01', 'Own rollouts; lost is held against p01, see seed sca_outcomes.'),
    ('S1a', 'Follows from r_con, r_mcq and avg_occ.'),
    ('S1b', 'Follows from the outcome shares.'),
    ('S1c', 'Follows from r_leak.'),
    ('S1', 'Follows from S1a, S1b and S1c.'),
    ('S2', 'The published gains, and our outcome shares.'),
    ('S3', 'The published gains, and our outcome shares.'),
    ('Q', 'Follows from S1, S2 and S3.')
),

published_features as (
    select
        dataset_id,
        n::double as n,
        r_con,
        r_con as r_con_by_text,
        r_mcq,
        avg_occ,
        r_leak,
        p00,
        p10,
        p11,
        p01,
    from {{ ref('q_published_features') }}
),

published as (
    select gains.model_scale, features.dataset_id, figure, value
    from (unpivot published_features on columns(* exclude (dataset_id)) into name figure value value)
        as features
    inner join {{ ref('q_published_gains') }} as gains using (dataset_id)
    union all
    select model_scale, dataset_id, metric as figure, value
    from {{ ref('q_published_results') }}
    where kind = 'score'
),

our_figures as (
    select
        quality.dataset_id,
        quality.model_scale,
        quality.prompt_count::double as n,
        quality.r_con,
        quality.r_con_by_text,
        quality.r_mcq,
        quality.avg_occ,
        quality.r_leak,
        sca.never_share as p00,
        sca.learned_share as p10,
        sca.kept_share as p11,
        sca.lost_share as p01,
        quality.s1a as "S1a",
        quality.s1b as "S1b",
        quality.s1c as "S1c",
        quality.s1 as "S1",
        quality.s2 as "S2",
        quality.s3 as "S3",
        quality.q as "Q",
    from {{ ref('dataset_quality') }} as quality
    left join {{ ref('sca') }} as sca
        on sca.grain = 'dataset'
        and quality.dataset_id = sca.name
        and quality.model_scale = sca.model_scale
),

ours as (
    unpivot our_figures
    on columns(* exclude (dataset_id, model_scale))
    into name figure value value
)

select
    published.dataset_id,
    published.model_scale,
    published.figure,
    round(published.value, 4) as published,
    round(ours.value, 4) as ours,
    round(ours.value - published.value, 4) as difference,
    reasons.reason,
from published
semi join our_figures using (dataset_id)
left join ours using (dataset_id, model_scale, figure)
inner join reasons using (figure)
order by published.dataset_id, published.model_scale, reasons.figure
