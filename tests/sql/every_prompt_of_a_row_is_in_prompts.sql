-- Prompts and problems that rows, leaks and matches name are there.
with

named as (
    select prompt_id from {{ ref('rows') }} where prompt_id is not null
    union
    select problem_id from {{ ref('rows') }} where problem_id is not null
    union
    select problem_id from {{ ref('prompts') }}
    union
    select prompt_id from {{ ref('matches') }}
    union
    select other_prompt_id from {{ ref('matches') }}
    union
    select benchmark_prompt_id from {{ ref('leaks') }}
)

select prompt_id
from named
anti join {{ ref('prompts') }} using (prompt_id)
