-- One row per prompt of a training set and benchmark item that is the same problem.
select
    dataset_id,
    prompt_id,
    benchmark_id,
    benchmark_prompt_id,
    relation,
    answers_agree,
    timing,
from {{ ref('leaking_prompts') }}
