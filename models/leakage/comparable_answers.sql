-- One row per dataset, prompt and answer that another answer can be held against.
-- Answers of different classes neither agree nor contradict: an option letter says nothing about a
-- value, and prose about neither.
select
    dataset_id,
    prompt_key,
    answer_key,
    min(answer) as answer,
    case
        when answer_kind = 'option' then 'letter'
        when answer_kind = 'text' and contains(answer_key, ' ') then 'prose'
        when answer_kind = 'text' then 'word'
        else 'value'
    end as answer_class,
    count(*) as row_count,
from {{ ref('occurrences') }}
where answer_key is not null and answer_kind <> 'code'
group by all
