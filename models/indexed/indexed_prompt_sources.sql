-- One row per prompt of a landed dataset: its source by the earliest dataset of an index that holds it.
with

earlier as (
    select
        resemblances.dataset_id,
        resemblances.prompt_id,
        arg_min(
            resemblances.atomic_source,
            (
                in_order.indexed_first_day,
                resemblances.indexed_dataset_id,
                resemblances.atomic_source
            )
        ) filter (where resemblances.atomic_source is not null) as atomic_source,
    from {{ ref('resemblances') }} as resemblances
    inner join {{ ref('indexed_order') }} as in_order using (dataset_id, indexed_dataset_id)
    group by all
)

select
    holdings.dataset_id,
    holdings.prompt_id,
    earlier.atomic_source,
    earlier.prompt_id is null as is_novel,
from {{ ref('holdings') }} as holdings
left join earlier using (dataset_id, prompt_id)
where exists (from {{ ref('consulted_datasets') }})
