-- One row per problem with contradictory answers to the same text.
select
    contradictions.problem_id,
    list_sort(list(distinct contradictions.answer_key)) as answers,
    list_sort(list(distinct occurrences.dataset_id)) as datasets,
    count(*) as row_count,
from {{ ref('contradictions') }} as contradictions
inner join {{ ref('occurrences') }} as occurrences using (prompt_key, answer_key)
group by all
