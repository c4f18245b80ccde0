-- One row per dataset and set of earlier datasets: how many of its prompts exactly these hold as well.
with

-- Most sets differ in who holds variants only.
combinations as (
    select children, holders, sum(prompt_count) as prompt_count
    from (
        select
            any_value(prompt_count) as prompt_count,
            list(dataset_id order by dataset_id) filter (where closeness = 'exact') as children,
            list(dataset_id order by dataset_id) as holders,
        from {{ ref('holder_sets') }}
        where closeness <> 'variant'
        group by set_key
    )
    where children is not null
    group by all
),

children as (
    select
        row_number() over () as combination,
        unnest(children) as dataset_id,
        holders,
        prompt_count,
    from combinations
),

explained as (
    select
        children.dataset_id,
        children.prompt_count,
        list(dataset_order.earlier_dataset_id order by dataset_order.earlier_dataset_id) as holders,
    from children
    inner join {{ ref('dataset_order') }} as dataset_order
        on children.dataset_id = dataset_order.later_dataset_id
        and list_contains(children.holders, dataset_order.earlier_dataset_id)
    group by children.combination, children.dataset_id, children.prompt_count
)

select
    dataset_id,
    holders,
    sum(prompt_count)::bigint as prompt_count,
from explained
group by all
