-- One row per contested problem and answer: which datasets give it, on their own account.
-- A copy is no second witness: a dataset does not vote where an ancestor of it says the same.
with

given as (
    select distinct
        contradictions.problem_id,
        contradictions.answer_key,
        answers.dataset_id,
    from {{ ref('contradictions') }} as contradictions
    inner join {{ ref('comparable_answers') }} as answers using (prompt_key, answer_key)
),

copies as (
    select distinct given.problem_id, given.answer_key, given.dataset_id
    from given
    inner join {{ ref('ancestors') }} as ancestors using (dataset_id)
    inner join given as before
        on given.problem_id = before.problem_id
        and given.answer_key = before.answer_key
        and ancestors.ancestor_dataset_id = before.dataset_id
),

votes as (
    select
        given.problem_id,
        given.answer_key,
        count(*) filter (copies.dataset_id is null) as votes,
        list(given.dataset_id order by given.dataset_id) as datasets,
    from given
    left join copies using (problem_id, answer_key, dataset_id)
    group by all
),

compared as (
    select
        *,
        coalesce(
            max(votes) over (
                partition by problem_id
                order by votes desc, answer_key
                rows between 1 following and unbounded following
            ),
            0
        ) as next_votes,
        max(votes) over (partition by problem_id) as most_votes,
    from votes
)

select
    problem_id,
    answer_key,
    votes,
    datasets,
    votes = most_votes
    and votes >= {{ var('settling_votes') }}
    and votes >= {{ var('settling_lead') }} * next_votes as has_won,
    bool_or(has_won) over (partition by problem_id) as is_settled,
from compared
