-- One row per benchmark item and text that holds most of its windows: the item may stand in that text.
{{ config(materialized='view') }}
select
    items.text_id,
    others.text_id as other_text_id,
from {{ ref('windows') }} as items
inner join {{ ref('windows') }} as others using (window_key)
where
    items.is_benchmark_item
    and items.text_id <> others.text_id
group by items.text_id, others.text_id, items.window_count
having count(*) >= greatest({{ var('contained').fewest }}, {{ var('contained').share }} * items.window_count)
