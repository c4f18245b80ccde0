-- One row per pair of texts that a person read: what the reader took them for, and whether in doubt.
-- In doubt nobody is accused: a reader who rather saw two problems is followed, one who rather saw
-- one problem leaves the verdict to the judge. Where prompts of two texts were read differently, who
-- was sure decides.
with

readings as (
    select
        least(one.text_id, other.text_id) as text_id,
        greatest(one.text_id, other.text_id) as other_text_id,
        bool_or(reviewed.judgement = 'same') filter (where reviewed.is_sure) as surely_same,
        bool_or(reviewed.judgement = 'same') as perhaps_same,
    from {{ ref('reviewed_pairs') }} as reviewed
    inner join {{ ref('distinct_prompts') }} as one using (prompt_id)
    inner join {{ ref('distinct_prompts') }} as other on reviewed.other_prompt_id = other.prompt_id
    where one.text_id <> other.text_id
    group by all
)

select
    text_id,
    other_text_id,
    case
        when surely_same is not null then surely_same
        when not perhaps_same then false
    end as is_same_problem,
    surely_same is null as is_doubted,
from readings
