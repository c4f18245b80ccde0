-- One row per dataset and distinct prompt it holds.
-- Where the rows of one prompt carry several labels, the alphabetically first speaks for it.
with

held as (
    select
        occurrences.dataset_id,
        occurrences.prompt_key,
        any_value(occurrences.prompt_id) as prompt_id,
        count(*) as row_count,
        min(label_sources.declared_source) as declared_source,
        min(label_sources.own_source) as own_source,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('label_sources') }} as label_sources
        on occurrences.dataset_id = label_sources.dataset_id
        and occurrences.source_label is not distinct from label_sources.source_label
    group by all
)

select
    {{ stable_hash("dataset_id || '/' || prompt_id") }} as holding_key,
    held.*,
from held
