-- One row per distinct prompt.
with

first_holders as (
    select
        holdings.prompt_key,
        holdings.dataset_id as first_dataset_id,
    from {{ ref('holdings') }} as holdings
    inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
    qualify row_number() over (
        partition by holdings.prompt_key
        order by datasets.released_on nulls last, holdings.dataset_id
    ) = 1
)

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
inner join first_holders using (prompt_key)
left join {{ ref('problems') }} as problems using (prompt_key)
