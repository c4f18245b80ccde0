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

drawn as (
    select measured.* replace (
        drawn_shares.draw as draw,
        drawn_shares.p00 as p00,
        drawn_shares.p10 as p10,
        drawn_shares.p11 as p11,
        drawn_shares.p01 as p01
    )
    from measured
    inner join {{ ref('drawn_shares') }} as drawn_shares
        on measured.name = drawn_shares.dataset_id
        and measured.model_scale = drawn_shares.model_scale
)

select * from published
union all by name
select * from measured
union all by name
select * from drawn
