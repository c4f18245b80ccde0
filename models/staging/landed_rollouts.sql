-- One row per landed rollout, usable or rejected.
{{ config(reads_files=true) }}
select
    regexp_extract(filename, '([^/\\]+)\.parquet$', 1) as rollouts_id,
    row_number,
    prompt_id as raw_prompt_id,
    prompt as raw_prompt,
    atomic_source as raw_source,
    model_scale,
    stage,
    step,
    sample,
    answer,
    gold,
    is_correct,
    grade,
    verifier,
    reported_score,
    reject_reason,
    record,
from {{ source('rollouts', 'files') }}
