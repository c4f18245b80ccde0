-- One row per dataset and set of earlier datasets: how many of its prompts exactly these hold as well.
with

explained as (
    select
        child.dataset_id,
        child.prompt_count,
        list(parent.dataset_id order by parent.dataset_id) as holders,
    from {{ ref('holder_sets') }} as child
    inner join {{ ref('holder_sets') }} as parent on child.set_key = parent.set_key
    inner join {{ ref('dataset_order') }} as dataset_order
        on child.dataset_id = dataset_order.later_dataset_id
        and parent.dataset_id = dataset_order.earlier_dataset_id
    where child.closeness = 'exact' and parent.closeness <> 'variant'
    group by child.dataset_id, child.set_key, child.prompt_count
)

select
    dataset_id,
    holders,
    sum(prompt_count)::bigint as prompt_count,
from explained
group by all
