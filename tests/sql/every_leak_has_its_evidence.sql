-- A leak is the same prompt on both sides or a pair that was accepted as the same problem.
select leaks.*
from {{ ref('leaks') }} as leaks
anti join {{ ref('matches') }} as accepted
    on accepted.prompt_id = least(leaks.prompt_id, leaks.benchmark_prompt_id)
    and accepted.other_prompt_id = greatest(leaks.prompt_id, leaks.benchmark_prompt_id)
    and accepted.is_same_problem
    and accepted.relation = leaks.relation
where leaks.prompt_id <> leaks.benchmark_prompt_id
