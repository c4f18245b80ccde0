-- Which verdicts are closest to falling the other way, and should be read by a person?
select
    matches.match_weight,
    matches.is_same_problem,
    matches.relation,
    matches.answers_agree,
    matches.prompt_id,
    matches.other_prompt_id,
    prompts.prompt,
    others.prompt as other_prompt,
from {{ ref('matches') }} as matches
inner join {{ ref('prompts') }} as prompts using (prompt_id)
inner join {{ ref('prompts') }} as others on matches.other_prompt_id = others.prompt_id
where matches.match_weight is not null and not contains(matches.found_by, 'reviewed')
order by abs(matches.match_weight - {{ var('match_weight_threshold') }}), matches.prompt_id, matches.other_prompt_id
limit 100
