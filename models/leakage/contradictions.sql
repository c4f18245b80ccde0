-- One row per prompt and answer that contradicts another answer to the same problem.
-- Only texts that ask for the same thing are compared: a rewritten problem may ask for m + n, and an
-- option letter says nothing where the options may stand in another order.
with

prompt_answers as (
    select distinct
        occurrences.prompt_key,
        problems.problem_id,
        occurrences.answer_key,
        occurrences.answer_kind = 'option' as is_letter,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('problems') }} as problems using (prompt_id)
    where occurrences.answer_key is not null and occurrences.answer_kind <> 'code'
),

same_question as (
    select prompt_key, other_prompt_key, relation
    from {{ ref('neighbours') }}
    where relation in ('exact', 'normalised', 'near_duplicate')
)

select distinct
    one.problem_id,
    one.prompt_key,
    one.answer_key,
from prompt_answers as one
inner join same_question using (prompt_key)
inner join prompt_answers as another
    on same_question.other_prompt_key = another.prompt_key
    and one.problem_id = another.problem_id
    and one.is_letter = another.is_letter
    and one.answer_key <> another.answer_key
where not one.is_letter or same_question.relation <> 'near_duplicate'
