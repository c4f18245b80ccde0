-- One row per distinct published answer and rule by which it is taken out.
select distinct
    landed_rows.raw_answer,
    datasets.answer_rule,
from {{ ref('landed_rows') }} as landed_rows
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
where landed_rows.raw_answer is not null
