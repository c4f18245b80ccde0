-- One row per text and one of its rarest words that other texts have too, or one of its answers.
-- Words are all tokens: numbers, signs, Chinese characters.
with

words as (
    select text_id, unnest(list_distinct(string_split(kernel, ' '))) as word, false as is_answer
    from {{ ref('texts') }}
),

frequencies as (
    select word, count(*) as text_count
    from words
    group by word
    having count(*) > 1
),

rarest as (
    select words.*
    from words
    inner join frequencies using (word)
    qualify row_number() over (partition by words.text_id order by text_count, word)
    <= {{ var('rare_words').words }}
)

select * from rarest
union all
select
    text_id,
    unnest(list_concat(answer_keys, worded_keys)) as word,
    true as is_answer,
from {{ ref('text_answers') }}
