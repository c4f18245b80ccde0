-- One row per candidate row and rule that a tag of its prompt, or its own answer, speaks for.
-- A tag speaks for the rule of its name; tags that name no rule only describe.
with

candidates as (
    select * from {{ ref('candidates') }} where prompt_key is not null
),

tagged as (
    select
        candidates.dataset_id,
        candidates.row_number,
        tags.tag as rule,
        array_to_string(tags.rule_ids, ', ') as evidence,
    from candidates
    inner join {{ ref('prompt_tags') }} as tags using (prompt_key)
    semi join {{ ref('curation_rules') }} as rules on tags.tag = rules.rule
),

own_answers as (
    select
        candidates.dataset_id,
        candidates.row_number,
        if(candidates.answer is null, 'answer_missing', 'answer_unverifiable') as rule,
        if(candidates.answer is null, 'this row has none', 'Math-Verify does not accept it') as evidence,
    from candidates
    left join {{ ref('checked_answers') }} as checked using (answer)
    where not coalesce(checked.is_verifiable, false)
),

damaged as (
    select
        dataset_id,
        row_number,
        'damaged_beyond_repair' as rule,
        'characters that no repair removed' as evidence,
    from candidates
    where {{ is_damaged('prompt') }}
),

flags as (
    select * from tagged
    union all by name
    select * from own_answers
    union all by name
    select * from damaged
)

select
    dataset_id,
    row_number,
    rule,
    string_agg(evidence, '; ' order by evidence) as evidence,
from flags
group by all
