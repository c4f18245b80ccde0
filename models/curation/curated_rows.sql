-- One row per curated problem: the row that was kept, with where it comes from.
with

kept as (
    select drawn.*
    from {{ ref('drawn_rows') }} as drawn
    semi join (from {{ ref('row_decisions') }} where is_kept) as decisions
        using (dataset_id, row_number)
)

select
    kept.dataset_id,
    kept.row_number,
    kept.prompt_id,
    kept.problem_id,
    datasets.domain,
    kept.prompt,
    kept.answer,
    kept.answer_kind,
    kept.language,
    kept.repairs,
    kept.part,
    kept.atomic_source,
    sources.attribution_method,
    first_holders.first_dataset_id,
    kept.first_seen_on,
    kept.released_on,
    licences.licence,
    licences.licence_class,
    licences.licence_dataset_id,
    licences.ancestor_dataset_ids,
    row_number() over (order by kept.draw, kept.prompt_id) - 1 as place,
    -- Of the problem, not of the row: whatever states one problem lands on one side.
    {{ stable_hash("'split/' || kept.problem_id") }} % 10000 < {{ var('validation_share') }} * 10000
        as is_validation,
from kept
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
left join {{ ref('row_sources') }} as sources using (dataset_id, row_number)
left join {{ ref('first_holders') }} as first_holders using (prompt_key)
left join {{ ref('ancestry_licences') }} as licences using (dataset_id, prompt_key)
