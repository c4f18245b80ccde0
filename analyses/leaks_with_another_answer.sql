-- Which leaked items have another answer in training than in the benchmark?
-- For exact and normalised texts one of the two is wrong. Near copies may ask for the answer in another
-- form, m + n instead of a fraction, and both be right.
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
order by leaks.relation, leaks.dataset_id, leaks.benchmark_id, leaks.prompt_id, leaks.benchmark_prompt_id
