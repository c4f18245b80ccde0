-- One row per text, geometry and band whose key other texts have too: a bucket of candidates.
-- The tight geometry is for all pairs, the loose one for training prompt x benchmark item: of it only
-- the keys that an item has are here.
with

loose_keys_of_items as (
    select unnest(band_keys(signature, {{ var('band_rows').loose }})) as band_key
    from {{ ref('signatures') }}
    where is_benchmark_item
),

tight as (
    select
        text_id,
        is_benchmark_item,
        'tight' as geometry,
        unnest(band_keys(signature, {{ var('band_rows').tight }})) as band_key,
    from {{ ref('signatures') }}
),

loose as (
    select
        text_id,
        is_benchmark_item,
        'loose' as geometry,
        unnest(band_keys(signature, {{ var('band_rows').loose }})) as band_key,
    from {{ ref('signatures') }}
),

keys as materialized (
    select * from tight
    union all
    select * from loose
    semi join loose_keys_of_items using (band_key)
),

-- Keys of different geometries differ, so the key alone names a bucket.
buckets as (
    select
        band_key,
        count(*) as text_count,
        count_if(is_benchmark_item) as item_count,
    from keys
    group by band_key
    having count(*) > 1
)

select *
from keys
inner join buckets using (band_key)
