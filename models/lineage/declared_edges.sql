-- One row per parent that somebody declared for a dataset: what was measured of it.
with

measured as (
    select
        child_dataset_id,
        parent_dataset_id,
        shared_prompts,
        variant_prompts,
        is_ordered,
        false as is_reversed,
    from {{ ref('dataset_pairs') }}
    union all
    select
        parent_dataset_id as child_dataset_id,
        child_dataset_id as parent_dataset_id,
        shared_prompts,
        variant_prompts,
        is_ordered,
        true as is_reversed,
    from {{ ref('dataset_pairs') }}
),

landed as (
    select dataset_id from {{ ref('landed_datasets') }}
)

select
    declared.child_dataset_id,
    declared.parent_dataset_id,
    declared.relation,
    coalesce(measured.shared_prompts, 0) as shared_prompts,
    coalesce(measured.variant_prompts, 0) as variant_prompts,
    measured.is_ordered,
    direct_parents.dataset_id is not null as is_direct,
    case
        when declared.child_dataset_id not in (from landed) then 'child not landed'
        when declared.parent_dataset_id not in (from landed) then 'parent not landed'
        when measured.shared_prompts > 0 and not measured.is_ordered then 'measured, order unknown'
        when measured.shared_prompts > 0 and measured.is_reversed then 'measured, other direction'
        when measured.shared_prompts > 0 then 'measured'
        when measured.variant_prompts > 0 then 'variants only'
        else 'nothing in common'
    end as finding,
from {{ ref('declared_lineage') }} as declared
left join measured
    on declared.child_dataset_id = measured.child_dataset_id
    and declared.parent_dataset_id = measured.parent_dataset_id
left join {{ ref('direct_parents') }} as direct_parents
    on declared.child_dataset_id = direct_parents.dataset_id
    and declared.parent_dataset_id = direct_parents.parent_dataset_id
