-- One row per usable landed row: its atomic source and how it was found.
-- Text that an earlier dataset held beats the row's own label; an agreeing label keeps its name.
with

witnesses as (
    select
        occurrences.dataset_id,
        occurrences.row_number,
        occurrences.prompt_id,
        label_sources.declared_source,
        holding_sources.atomic_source as known_source,
        holding_sources.method,
        holding_sources.earlier_dataset_id,
        holding_sources.round,
        holding_sources.path,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('label_sources') }} as label_sources
        on occurrences.dataset_id = label_sources.dataset_id
        and occurrences.source_label is not distinct from label_sources.source_label
    left join {{ ref('holding_sources') }} as holding_sources
        on occurrences.dataset_id = holding_sources.dataset_id
        and occurrences.prompt_key = holding_sources.prompt_key
),

attributed as (
    select
        *,
        case
            when earlier_dataset_id is not null then known_source
            else coalesce(declared_source, known_source)
        end as atomic_source,
        case
            when declared_source = atomic_source then 'declared'
            else coalesce(method, 'none')
        end as attribution_method,
        attribution_method in ('exact', 'normalised', 'near') as is_inherited,
    from witnesses
)

select
    dataset_id,
    row_number,
    prompt_id,
    declared_source,
    atomic_source,
    attribution_method,
    case when is_inherited then earlier_dataset_id end as attribution_via,
    case when is_inherited then round when atomic_source is not null then 0 end
        as attribution_round,
    path as attribution_path,
    coalesce(declared_source <> atomic_source, false) as label_is_contradicted,
from attributed
