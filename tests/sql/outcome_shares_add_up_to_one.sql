-- The four outcomes of a dataset or source share its prompts among them.
select *
from {{ ref('sca') }}
where
    (
        never_count + lost_count + kept_count + learned_count = prompt_count
        and abs(never_share + lost_share + kept_share + learned_share - 1) <= 1e-9
        and abs(learned_share - lost_share - marginal_utility) <= 1e-9
    ) is not true
