-- One row per candidate row that no rule of its own takes out, with its place in the policy that
-- says which row of a problem survives: rows of the pool before replacements, then a confirmed
-- answer, then undamaged text, then the earliest.
with

rules as (
    select rule from {{ ref('curation_rules') }} where action = 'drop'
),

findings as (
    select * from {{ ref('row_findings') }} semi join rules using (rule)
),

confirmed as (
    select prompt_key, answer_key
    from {{ ref('answer_witnesses') }}
    where not is_copy
    group by all
    having count(*) > 1
),

standing as (
    select
        candidates.*,
        confirmed.prompt_key is not null as has_confirmed_answer,
        len(candidates.repairs) = 0 as is_undamaged,
    from {{ ref('candidates') }} as candidates
    anti join findings using (dataset_id, row_number)
    left join confirmed using (prompt_key, answer_key)
)

select
    *,
    row_number() over (
        order by
            part,
            has_confirmed_answer desc,
            is_undamaged desc,
            first_seen_on nulls last,
            released_on nulls last,
            prompt_id,
            dataset_id,
            answer,
            row_number
    ) as place,
from standing
