-- Which leaked items teach a wrong answer: the training set and the benchmark contradict each other?
select
    leaks.dataset_id,
    leaks.benchmark_id,
    leaks.relation,
    leaks.prompt_id,
    leaks.benchmark_prompt_id,
    min(training.answer) as training_answer,
    min(item.answer) as benchmark_answer,
from {{ ref('leaks') }} as leaks
inner join {{ ref('rows') }} as training
    on leaks.dataset_id = training.dataset_id and leaks.prompt_id = training.prompt_id
inner join {{ ref('rows') }} as item
    on leaks.benchmark_id = item.dataset_id and leaks.benchmark_prompt_id = item.prompt_id
where not leaks.answers_agree
group by all
order by leaks.dataset_id, leaks.benchmark_id, leaks.prompt_id, leaks.benchmark_prompt_id
