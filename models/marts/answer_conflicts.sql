-- One row per problem with contradictory answers to the same text.
select
    contradictions.problem_id,
    list_sort(list(distinct contradictions.answer_key)) as answers,
    list_sort(list(distinct answers.dataset_id)) as datasets,
    sum(answers.row_count)::bigint as row_count,
from {{ ref('contradictions') }} as contradictions
inner join {{ ref('comparable_answers') }} as answers using (prompt_key, answer_key)
group by all
