-- One row per leak whose answers can be compared: whether the training set gives the item's answer.
-- Letters are compared only where the options are the same.
select
    leaks.dataset_id,
    leaks.prompt_key,
    leaks.benchmark_id,
    leaks.benchmark_prompt_key,
    bool_or(
        case
            when given.answer_key = expected.answer_key then true
            when given.answer_class <> 'prose' then answers_equal(given.answer, expected.answer)
        end
    ) as answers_agree,
from {{ ref('leaking_prompts') }} as leaks
inner join {{ ref('comparable_answers') }} as given
    on leaks.dataset_id = given.dataset_id and leaks.prompt_key = given.prompt_key
inner join {{ ref('comparable_answers') }} as expected
    on leaks.benchmark_id = expected.dataset_id
    and leaks.benchmark_prompt_key = expected.prompt_key
    and given.answer_class = expected.answer_class
where given.answer_class <> 'letter' or leaks.relation in ('exact', 'normalised')
group by all
