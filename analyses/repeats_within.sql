-- How much does a dataset repeat itself: the same text, or the same problem in other words?
select
    rows_of_dataset.dataset_id,
    count(*) as row_count,
    count(distinct rows_of_dataset.prompt_id) as prompts,
    count(distinct rows_of_dataset.problem_id) as problems,
    round(1 - prompts / row_count, 4) as repeated_text_share,
    round(1 - problems / row_count, 4) as repeated_problem_share,
from {{ ref('rows') }} as rows_of_dataset
where rows_of_dataset.prompt_id is not null
group by all
order by repeated_problem_share desc, rows_of_dataset.dataset_id
