-- One row per pair of texts that share several combinations of two of their rarest words.
-- A short text told in other words may share no shingle and no number that is uncommon, but what it
-- is about: dice and product and third time, or dice and product and the answer 11/36.
with

-- These numbers live in this query only, so the engine's own hash will do.
words as (
    select text_id, is_answer, hash(word, is_answer) as word_key
    from {{ ref('rarest_words') }}
),

combinations as (
    select
        one.text_id,
        hash(one.word_key, another.word_key) as combination,
        one.is_answer or another.is_answer as is_with_answer,
    from words as one
    inner join words as another
        on one.text_id = another.text_id and one.word_key < another.word_key
    where not (one.is_answer and another.is_answer)
),

rare_combinations as (
    select *
    from combinations
    semi join (
        select combination
        from combinations
        group by combination
        having count(*) between 2 and {{ var('rare_words').most_texts }}
    ) as rare
        using (combination)
)

select
    earlier.text_id,
    later.text_id as other_text_id,
    count(*) as shared_combinations,
    count_if(earlier.is_with_answer) as shared_with_answer,
from rare_combinations as earlier
inner join rare_combinations as later using (combination)
where earlier.text_id < later.text_id
group by earlier.text_id, later.text_id
having
    count(*) >= {{ var('rare_words').fewest_shared }}
    or (
        count_if(earlier.is_with_answer) > 0
        and count(*) >= {{ var('rare_words').fewest_shared_with_answer }}
    )
