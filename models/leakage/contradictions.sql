-- One row per prompt and answer that contradicts another answer to the same text.
-- Near copies are left out: with m + n asked instead of a fraction, two right answers differ.
with

answers as (
    select
        comparable_answers.prompt_key,
        problems.problem_id,
        comparable_answers.answer_key,
        comparable_answers.answer_class,
        min(comparable_answers.answer) as answer,
    from {{ ref('comparable_answers') }} as comparable_answers
    inner join {{ ref('problems') }} as problems using (prompt_key)
    where comparable_answers.answer_class <> 'prose'
    group by all
),

differing as (
    select
        one.problem_id,
        one.prompt_key,
        one.answer_key,
        one.answer,
        another.answer as other_answer,
    from answers as one
    inner join {{ ref('neighbours') }} as neighbours using (prompt_key)
    inner join answers as another
        on neighbours.other_prompt_key = another.prompt_key
        and one.problem_id = another.problem_id
        and one.answer_class = another.answer_class
        and one.answer_key <> another.answer_key
    where neighbours.closeness in ('exact', 'normalised')
)

select distinct
    problem_id,
    prompt_key,
    answer_key,
from differing
where not answers_equal(answer, other_answer)
