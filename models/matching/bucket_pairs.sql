-- One row per pair of texts and reason why their buckets, those with the same key in a band, propose it.
{{ config(materialized='view') }}
with

-- A bucket of which too many pairs would come is crowded: a template fills it.
bands as (
    select
        *,
        text_count * if(geometry = 'tight', text_count, item_count)
        > {{ var('crowded_bucket') }} * {{ var('crowded_bucket') }} as is_crowded,
    from {{ ref('bands') }}
),

sparse as (
    select * from bands where not is_crowded
),

-- The tight geometry joins all texts, the loose one any text with benchmark items.
from_buckets as (
    select
        one.text_id,
        other.text_id as other_text_id,
        if(one.geometry = 'tight', 'bands', 'loose_bands') as source,
    from sparse as one
    inner join sparse as other using (band_key)
    where
        one.text_id <> other.text_id
        and if(one.geometry = 'tight', one.text_id < other.text_id, other.is_benchmark_item)
),

-- A crowded bucket is not joined with itself: only texts with the same numbers can state one
-- problem, and each text is also compared with its neighbours.
places as (
    select
        text_id,
        hash(numbers) as numbers_key,
        row_number() over (order by kernel, text_id) as place,
    from {{ ref('texts') }}
),

crowded as (
    select bands.band_key, places.*
    from bands
    inner join places using (text_id)
    where bands.is_crowded
),

from_crowded_numbers as (
    select distinct text_id, unnest(neighbours) as other_text_id
    from (
        select
            text_id,
            list(text_id) over (
                partition by band_key, numbers_key
                order by place
                rows between 1 following and {{ var('crowded_neighbours') }} following
            ) as neighbours,
        from crowded
    )
),

-- Of a text's crowded buckets one is enough to show its variants.
one_crowd as (
    select text_id, place, min(band_key) as band_key
    from crowded
    group by text_id, place
),

from_crowded_neighbours as (
    select text_id, unnest(neighbours) as other_text_id
    from (
        select
            text_id,
            list(text_id) over (
                partition by band_key
                order by place
                rows between 1 following and 2 following
            ) as neighbours,
        from one_crowd
    )
)

select * from from_buckets
union all
select text_id, other_text_id, 'bands' as source from from_crowded_numbers
union all
select text_id, other_text_id, 'bands' as source from from_crowded_neighbours
