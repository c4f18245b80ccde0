-- One row per text, geometry and band: texts with the same key in one band are candidates.
-- The tight geometry is for all pairs, the loose one for training prompt x benchmark item: of it only
-- the keys that an item has are here.
with

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

loose_keys_of_items as (
    select unnest(band_keys(signature, {{ var('band_rows').loose }})) as band_key
    from {{ ref('signatures') }}
    where is_benchmark_item
)

select * from tight
union all
select * from loose
semi join loose_keys_of_items using (band_key)
