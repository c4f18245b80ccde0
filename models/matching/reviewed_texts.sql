-- One row per pair of texts that a person read and was sure of, and whether they are one problem.
select
    least(one.text_id, other.text_id) as text_id,
    greatest(one.text_id, other.text_id) as other_text_id,
    bool_or(reviewed.judgement = 'same') as is_same_problem,
from {{ ref('reviewed_pairs') }} as reviewed
inner join {{ ref('distinct_prompts') }} as one using (prompt_id)
inner join {{ ref('distinct_prompts') }} as other on reviewed.other_prompt_id = other.prompt_id
where reviewed.is_sure and one.text_id <> other.text_id
group by all
