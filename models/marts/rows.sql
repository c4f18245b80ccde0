-- One row per landed row, kept or not: nothing that was landed is missing here.
select
    landed.dataset_id,
    landed.row_number,
    landed.file,
    occurrences.prompt_id,
    problems.problem_id,
    occurrences.answer,
    occurrences.answer_key,
    landed.source_label,
    sources.declared_source,
    sources.atomic_source,
    coalesce(sources.attribution_method, 'none') as attribution_method,
    sources.attribution_via,
    sources.attribution_round,
    sources.attribution_path,
    sources.label_is_contradicted,
    landed.reject_reason,
from {{ ref('landed_rows') }} as landed
left join {{ ref('occurrences') }} as occurrences using (dataset_id, row_number)
left join {{ ref('row_sources') }} as sources using (dataset_id, row_number)
left join {{ ref('problems') }} as problems on occurrences.prompt_key = problems.prompt_key
