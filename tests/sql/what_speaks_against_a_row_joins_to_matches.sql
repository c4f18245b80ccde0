-- The prompt that speaks against a row is the same prompt, an accepted or judged pair with it, of one
-- problem with it, or an item with the same letters.
select decisions.dataset_id, decisions.row_number, decisions.rule
from {{ ref('curation_decisions') }} as decisions
left join {{ ref('problems') }} as others on decisions.other_prompt_id = others.prompt_id
left join {{ ref('candidates') }} as candidates using (dataset_id, row_number)
left join {{ ref('same_letters') }} as letters
    on candidates.prompt_key = letters.prompt_key
    and others.prompt_key = letters.benchmark_prompt_key
where
    decisions.other_prompt_id is not null
    and decisions.prompt_id <> decisions.other_prompt_id
    and decisions.match_weight is null
    and decisions.relation is null
    and decisions.problem_id is distinct from others.problem_id
    and letters.prompt_key is null
