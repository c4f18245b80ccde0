-- Nothing that no repair removed, no empty text, no empty answer.
select extra_info.prompt_id
from {{ ref('dapo_plus_plus') }}
where
    {{ is_damaged('prompt[1].content') }}
    or trim(prompt[1].content) = ''
    or coalesce(trim(reward_model.ground_truth), '') = ''
