-- Whose answers stand alone where datasets contradict each other?
-- A problem counts for a dataset if more datasets give another answer than give its own.
with

given as (
    select distinct rows_of_problem.problem_id, rows_of_problem.dataset_id, rows_of_problem.answer_key
    from {{ ref('rows') }} as rows_of_problem
    inner join {{ ref('answer_conflicts') }} as conflicts
        on rows_of_problem.problem_id = conflicts.problem_id
        and list_contains(conflicts.answers, rows_of_problem.answer_key)
),

votes as (
    select problem_id, answer_key, count(distinct dataset_id) as datasets
    from given
    group by all
),

standing as (
    select given.*, votes.datasets as allies, max(votes.datasets) over (partition by problem_id) as most
    from given
    inner join votes using (problem_id, answer_key)
)

select
    dataset_id,
    count(distinct problem_id) as conflicts,
    count(distinct problem_id) filter (where allies < most) as outvoted,
    round(outvoted / conflicts, 4) as outvoted_share,
    min(problem_id) filter (where allies < most) as for_example,
from standing
group by all
order by outvoted desc, conflicts desc, dataset_id
