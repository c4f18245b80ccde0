-- One row per candidate prompt, answer to it and dataset that gives it: on its own account, or as a copy.
-- A copy is no second witness: an ancestor of the dataset gives the same answer to the same problem.
with

given as (
    select distinct
        problems.problem_id,
        answers.prompt_key,
        answers.answer_key,
        answers.dataset_id,
    from {{ ref('comparable_answers') }} as answers
    inner join {{ ref('problems') }} as problems using (prompt_key)
    semi join {{ ref('candidates') }} as candidates using (problem_id)
),

copies as (
    select distinct given.problem_id, given.answer_key, given.dataset_id
    from given
    inner join {{ ref('ancestors') }} as ancestors using (dataset_id)
    inner join given as before
        on given.problem_id = before.problem_id
        and given.answer_key = before.answer_key
        and ancestors.ancestor_dataset_id = before.dataset_id
)

select
    given.*,
    copies.dataset_id is not null as is_copy,
from given
left join copies using (problem_id, answer_key, dataset_id)
