-- No problem twice, and no accepted pair between two rows that stay.
with

curated as (
    select prompt_id, problem_id from {{ ref('curation_decisions') }} where is_kept
)

select any_value(prompt_id) as prompt_id, null as other_prompt_id
from curated
group by problem_id
having count(*) > 1
union all
select matches.prompt_id, matches.other_prompt_id
from {{ ref('matches') }} as matches
semi join curated as one on matches.prompt_id = one.prompt_id
semi join curated as another on matches.other_prompt_id = another.prompt_id
where matches.is_same_problem
