-- No control characters but newline and tab, no replacement or private-use characters.
select extra_info.prompt_id
from {{ ref('dapo_plus_plus') }}
where
    regexp_matches(
        prompt[1].content,
        '[\x00-\x08\x0b-\x1f\x7f-\x9f\x{FFFD}\x{E000}-\x{F8FF}\x{200B}\x{2060}\x{FEFF}]'
    )
    or trim(prompt[1].content) = ''
    or coalesce(trim(reward_model.ground_truth), '') = ''
