-- One row per set of inputs to Q: of the published datasets, of ours, and of draws of ours.
with

published as (
    select 'published' as origin, 0 as draw, * exclude (dataset_id, list_position, average_star)
    from {{ ref('published_inputs') }}
),

measured as (
    select
        'measured' as origin,
        0 as draw,
        dataset_id as name,
        * exclude (dataset_id, prompt_count, judged_prompts, r_con_by_text, missing),
    from {{ ref('measured_inputs') }}
),

drawn_shares as (
    select
        shares.name,
        shares.model_scale,
        shares.draw,
        {{ published_shares() }}
    from {{ ref('drawn_shares') }} as shares
    inner join {{ ref('sca_outcomes') }} as outcomes using (outcome)
    where shares.grain = 'dataset'
    group by all
),

drawn as (
    select
        measured.* exclude (draw, p00, p10, p11, p01),
        drawn_shares.* exclude (name, model_scale),
    from measured
    inner join drawn_shares using (name, model_scale)
)

select * from published
union all by name
select * from measured
union all by name
select * from drawn
