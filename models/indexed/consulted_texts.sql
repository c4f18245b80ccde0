-- One row per text that an attached index knows, with what stands for it.
select
    text_id,
    any_value(signature) as signature,
    any_value(formula) as formula,
    any_value(rare_words) as rare_words,
    any_value(same_problem) as same_problem,
from {{ ref('indexed_prompts') }}
group by text_id
