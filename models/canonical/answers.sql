-- One row per distinct published answer and rule: the extracted answer and its canonical key.
with

published as (
    select distinct
        landed_rows.raw_answer,
        datasets.answer_rule,
    from {{ ref('landed_rows') }} as landed_rows
    inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
    where landed_rows.raw_answer is not null
),

read as (
    select *, canonical_answer(raw_answer, answer_rule) as found
    from published
)

select
    raw_answer,
    answer_rule,
    found.answer as answer,
    found.answer_key as answer_key,
    found.answer_kind as answer_kind,
from read
