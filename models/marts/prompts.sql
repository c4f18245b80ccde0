-- One row per distinct prompt.
select
    prompts.prompt_id,
    prompts.prompt,
    problems.problem_id,
    first_holders.first_dataset_id,
    prompts.first_seen_on,
    prompts.dataset_count,
    prompts.row_count,
    prompts.language,
    prompts.repairs,
from {{ ref('distinct_prompts') }} as prompts
inner join {{ ref('first_holders') }} as first_holders using (prompt_key)
left join {{ ref('problems') }} as problems using (prompt_key)
