-- No kept row has an answer that is in dispute for its problem, unless the evidence settled the dispute for it.
select curated.dataset_id, curated.row_number, curated.answer
from {{ ref('candidates') }} as curated
semi join (from {{ ref('curation_decisions') }} where is_kept) as decisions
    using (dataset_id, row_number)
inner join {{ ref('contradictions') }} as contradictions using (problem_id, answer_key)
anti join (from {{ ref('answer_votes') }} where has_won) as won
    on contradictions.problem_id = won.problem_id and contradictions.answer_key = won.answer_key
