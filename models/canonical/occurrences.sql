-- One row per usable landed row: which prompt it holds, with which answer and declared source.
select
    unwrapped_rows.dataset_id,
    unwrapped_rows.row_number,
    unwrapped_rows.prompt_key,
    unwrapped_rows.prompt_id,
    answers.answer,
    answers.answer_key,
    answers.answer_kind,
    landed_rows.source_label,
from {{ ref('unwrapped_rows') }} as unwrapped_rows
inner join {{ ref('landed_rows') }} as landed_rows using (dataset_id, row_number)
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
left join {{ ref('blank_answers') }} as blank
    on landed_rows.dataset_id = blank.dataset_id and landed_rows.raw_answer = blank.raw_answer
left join {{ ref('answers') }} as answers
    on landed_rows.raw_answer = answers.raw_answer
    and datasets.answer_rule = answers.answer_rule
    and blank.raw_answer is null
