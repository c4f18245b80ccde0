-- One row per dataset and wrapper to cut from its prompts: those of the seed and the detected ones.
with

datasets as (
    select * from {{ ref('landed_datasets') }}
),

seeded as (
    select
        datasets.dataset_id,
        wrappers.kind,
        wrappers.wrapper_text,
    from {{ ref('prompt_wrappers') }} as wrappers
    inner join datasets
        on wrappers.dataset_id in ('*', datasets.dataset_id)
),

detected as (
    select dataset_id, 'prefix' as kind, wrapper_prefix as wrapper_text
    from datasets
    where wrapper_prefix != ''
    union all
    select dataset_id, 'suffix' as kind, wrapper_suffix as wrapper_text
    from datasets
    where wrapper_suffix != ''
)

select * from seeded
union all
select * from detected
