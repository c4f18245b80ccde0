-- One row per candidate row and rule of the text or the answer that fits it.
with

candidates as (
    select * from {{ ref('candidates') }} where prompt_key is not null
),

flags as (
    select *, 'needs_picture' as rule from candidates
    where regexp_matches(prompt, '(?i)(shown|figure|diagram) (below|above)|as shown|如图') and not regexp_matches(prompt, '\[asy\]')
    union all
    select *, 'multiple_choice' from candidates
    where answer_kind = 'option' or {{ matches_set_aside('prompt', ['options', 'lettered_options']) }}
    union all
    select *, 'proof_task' from candidates where regexp_matches(prompt, '(?i)^(prove|show) that')
    union all
    select *, 'yes_no_answer' from candidates where answer_kind = 'yes_no'
    union all
    select *, 'answer_missing' from candidates where answer is null
    union all
    select *, 'answer_unverifiable' from candidates where answer_kind in ('text', 'code', 'none')
    union all
    select *, 'damaged_beyond_repair' from candidates
    where regexp_matches(prompt, '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{FFFD}\x{E000}-\x{F8FF}]')
)

select dataset_id, row_number, rule, null::varchar as evidence
from flags
