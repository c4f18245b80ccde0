-- One row per prompt with an atomic source: that of its earliest holder, and all it is known under.
-- Labels count as well: who trained on a label evaluated the rows that carry it.
with

known as (
    select prompt_id, dataset_id, atomic_source
    from {{ ref('row_sources') }}
    where atomic_source is not null
    union
    select prompt_id, dataset_id, declared_source as atomic_source
    from {{ ref('row_sources') }}
    where declared_source is not null
),

first_sources as (
    select
        prompt_id,
        arg_min(
            atomic_source, ({{ dated_first('released_on') }}, dataset_id, atomic_source)
        ) as first_source,
    from {{ ref('row_sources') }}
    inner join {{ ref('landed_datasets') }} using (dataset_id)
    where atomic_source is not null
    group by prompt_id
)

select
    known.prompt_id,
    any_value(first_sources.first_source) as first_source,
    list_sort(list(distinct known.atomic_source)) as sources,
from known
left join first_sources using (prompt_id)
group by known.prompt_id
