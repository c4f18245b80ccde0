-- One row per contested problem and answer: which datasets give it, on their own account.
with

given as (
    select distinct
        witnesses.problem_id,
        witnesses.answer_key,
        witnesses.dataset_id,
        witnesses.is_copy,
    from {{ ref('answer_witnesses') }} as witnesses
    semi join {{ ref('contradictions') }} as contradictions using (prompt_key, answer_key)
),

votes as (
    select
        problem_id,
        answer_key,
        count(*) filter (not is_copy) as votes,
        list(dataset_id order by dataset_id) as datasets,
    from given
    group by all
),

compared as (
    select
        *,
        coalesce(
            max(votes) over (
                partition by problem_id
                order by votes
                rows between unbounded preceding and unbounded following exclude current row
            ),
            0
        ) as next_votes,
    from votes
)

select
    problem_id,
    answer_key,
    votes,
    datasets,
    votes > next_votes
    and votes >= {{ var('settling_votes') }}
    and votes >= {{ var('settling_lead') }} * next_votes as has_won,
    bool_or(has_won) over (partition by problem_id) as is_settled,
from compared
