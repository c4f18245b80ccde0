-- One row per surviving row with its draw: by a stable hash of the pool's seed and the prompt, so
-- that neither the order of rows nor the number of threads matters. Rows of the pool come first.
with

pool as (
    select * from {{ ref('chosen_pool') }}
),

survivors as (
    select
        rows_of_problem.*,
        pool.target_size,
        pool.largest_source_share,
        {{ stable_hash("pool.sampling_seed || '/' || rows_of_problem.prompt_id") }} as draw,
    from {{ ref('standing_rows') }} as rows_of_problem
    semi join (from {{ ref('problem_heads') }} where survives) as heads using (place)
    cross join pool
),

sized as (
    select
        *,
        least(coalesce(target_size, count(*) over ()), count(*) over ()) as table_size,
        row_number() over (partition by atomic_source order by part, draw, place) as place_in_source,
    from survivors
),

capped as (
    select
        *,
        coalesce(place_in_source > {{ rows_in_share('largest_source_share', 'table_size') }}, false)
            as is_over_source_share,
    from sized
)

select
    * exclude (place_in_source),
    row_number() over (order by is_over_source_share, part, draw, place) as place_in_table,
    not is_over_source_share and place_in_table > coalesce(target_size, table_size)
        as is_over_target_size,
from capped
