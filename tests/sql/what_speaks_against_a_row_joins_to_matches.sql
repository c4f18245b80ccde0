-- The prompt that speaks against a row is the same prompt, an accepted or judged pair with it, or of
-- one problem with it.
select decisions.dataset_id, decisions.row_number, decisions.rule
from {{ ref('curation_decisions') }} as decisions
left join {{ ref('problems') }} as others on decisions.other_prompt_id = others.prompt_id
where
    decisions.other_prompt_id is not null
    and decisions.prompt_id <> decisions.other_prompt_id
    and decisions.match_weight is null
    and decisions.relation is null
    and decisions.problem_id is distinct from others.problem_id
