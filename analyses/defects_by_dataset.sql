-- How many prompts of each training set cannot be used as they stand, and for which reason?
select
    datasets.dataset_id,
    datasets.prompt_count,
    tags.kind,
    tags.tag,
    count(distinct rows_of_dataset.prompt_id) as prompts,
    round(prompts / any_value(datasets.prompt_count), 4) as share,
from {{ ref('datasets') }} as datasets
inner join {{ ref('rows') }} as rows_of_dataset using (dataset_id)
inner join {{ ref('tags') }} as tags using (prompt_id)
where datasets.role = 'train' and tags.kind in ('choice', 'task', 'defect', 'answer')
group by all
order by datasets.dataset_id, prompts desc, tags.kind, tags.tag
