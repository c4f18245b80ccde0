-- The prompt that gives a problem its name states that problem, and every prompt states one.
select
    prompts.prompt_id,
    problems.problem_id,
    named.problem_id as problem_of_its_name,
from {{ ref('distinct_prompts') }} as prompts
left join {{ ref('problems') }} as problems using (prompt_key)
left join {{ ref('problems') }} as named on problems.problem_key = named.prompt_key
where problems.problem_id is null or named.problem_id is distinct from problems.problem_id
