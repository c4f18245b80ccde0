-- One row per holding and holding of the same problem by a dataset that was released before.
select
    later.holding_key,
    earlier.holding_key as earlier_holding_key,
    earlier.dataset_id as earlier_dataset_id,
    earlier.prompt_key as earlier_prompt_key,
    dataset_order.earlier_first_day,
    neighbours.closeness,
from {{ ref('holdings') }} as later
inner join {{ ref('neighbours') }} as neighbours on later.prompt_key = neighbours.prompt_key
inner join {{ ref('holdings') }} as earlier on neighbours.other_prompt_key = earlier.prompt_key
inner join {{ ref('dataset_order') }} as dataset_order
    on later.dataset_id = dataset_order.later_dataset_id
    and earlier.dataset_id = dataset_order.earlier_dataset_id
where neighbours.closeness <> 'variant'
