-- Which problems does everybody train on?
select
    rows_of_problem.problem_id,
    count(distinct rows_of_problem.dataset_id) as datasets,
    count(distinct rows_of_problem.prompt_id) as wordings,
    count(*) as row_count,
    min(datasets.released_on) as first_seen_on,
    any_value(left(prompts.prompt, 100)) as beginning,
from {{ ref('rows') }} as rows_of_problem
inner join {{ ref('datasets') }} as datasets using (dataset_id)
left join {{ ref('prompts') }} as prompts on rows_of_problem.problem_id = prompts.prompt_id
where datasets.role = 'train' and rows_of_problem.problem_id is not null
group by rows_of_problem.problem_id
order by datasets desc, row_count desc, rows_of_problem.problem_id
limit 100
