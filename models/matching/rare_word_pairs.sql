-- One row per pair of texts that share several combinations of two of their rarest words.
-- A short text told in other words may share no shingle and no number that is uncommon, but what it
-- is about: dice and product and third time. Words are all tokens: numbers, signs, Chinese characters.
with

words as (
    select text_id, unnest(list_distinct(string_split(kernel, ' '))) as word
    from {{ ref('texts') }}
),

frequencies as (
    select word, count(*) as text_count
    from words
    group by word
    having count(*) > 1
),

rarest as (
    select words.text_id, words.word
    from words
    inner join frequencies using (word)
    qualify row_number() over (partition by words.text_id order by text_count, word)
    <= {{ var('rare_words').words }}
),

-- The number of a combination lives in this query only, so the engine's own hash will do.
combinations as (
    select one.text_id, hash(one.word, another.word) as combination
    from rarest as one
    inner join rarest as another on one.text_id = another.text_id and one.word < another.word
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
from rare_combinations as earlier
inner join rare_combinations as later using (combination)
where earlier.text_id < later.text_id
group by earlier.text_id, later.text_id
having count(*) >= {{ var('rare_words').fewest_shared }}
