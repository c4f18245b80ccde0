-- One row per pair of texts that a person took for one problem, or surely for two: the verdict, null
-- where a reader said the same and nobody was sure.
select
    least(one.text_id, other.text_id) as text_id,
    greatest(one.text_id, other.text_id) as other_text_id,
    bool_or(reviewed.judgement = 'same') filter (where reviewed.is_sure) as is_same_problem,
from {{ ref('reviewed_pairs') }} as reviewed
inner join {{ ref('distinct_prompts') }} as one using (prompt_id)
inner join {{ ref('distinct_prompts') }} as other on reviewed.other_prompt_id = other.prompt_id
where
    one.text_id <> other.text_id
    and (reviewed.is_sure or reviewed.judgement = 'same')
group by all
