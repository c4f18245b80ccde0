-- A problem is its first text and the texts accepted directly against it; chains join nothing.
with

members as (
    select
        prompts.prompt_id,
        prompts.text_id,
        firsts.text_id as first_text_id,
    from {{ ref('problems') }} as problems
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
    inner join {{ ref('distinct_prompts') }} as firsts
        on problems.problem_key = firsts.prompt_key
    where prompts.text_id != firsts.text_id
)

select members.*
from members
anti join {{ ref('judgements') }} as accepted
    on least(members.text_id, members.first_text_id) = accepted.text_id
    and greatest(members.text_id, members.first_text_id) = accepted.other_text_id
    and accepted.is_same_problem
