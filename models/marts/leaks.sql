-- One row per prompt of a training set and benchmark item that is the same problem.
select
    leaks.dataset_id,
    leaks.prompt_id,
    leaks.benchmark_id,
    leaks.benchmark_prompt_id,
    leaks.relation,
    answers.answers_agree,
    leaks.timing,
from {{ ref('leaking_prompts') }} as leaks
left join {{ ref('leak_answers') }} as answers
    using (dataset_id, prompt_key, benchmark_id, benchmark_prompt_key)
