-- One row per text and window (run of six tokens) that a benchmark item and another text hold, and few do.
with

texts as (
    select
        text_id,
        is_benchmark_item,
        windows(kernel) as window_keys,
    from {{ ref('texts') }}
),

items as (
    select distinct unnest(window_keys) as window_key
    from texts
    where is_benchmark_item
),

keys as (
    select
        text_id,
        is_benchmark_item,
        len(window_keys) as window_count,
        unnest(window_keys) as window_key,
    from texts
),

keys_of_items as (
    select * from keys
    semi join items using (window_key)
)

select *
from keys_of_items
semi join (
    select window_key
    from keys_of_items
    group by window_key
    having count(*) between 2 and {{ var('contained').most_texts }}
) as rare
    using (window_key)
