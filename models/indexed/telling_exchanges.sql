-- One row per number by which the word sums of two texts differ where one word stands for another and
-- that tells problems apart: the words are two that are hardly ever exchanged between statements of
-- one problem, or name two concepts of one contrast. None without an index.
with

exchanges as (
    select word, other_word
    from {{ ref('exchanged_words') }}
    where weight < 0
    union
    select
        concepts.term,
        others.term,
    from {{ ref('concepts') }} as concepts
    inner join {{ ref('concepts') }} as others using (contrast)
    where concepts.concept < others.concept
),

terms as (
    select word as term from exchanges
    union
    select other_word from exchanges
),

-- As a term stands in a kernel, where characters without spaces are set apart.
spelled as (
    select
        term,
        if(len(term) = strlen(term), term, array_to_string(string_split(term, ''), ' ')) as kernel,
    from terms
    where exists (from {{ ref('index_descriptions') }})
),

sums as (
    select
        term,
        marks(kernel, []::uinteger[]).word_sum as word_sum,
    from spelled
),

differences as (
    select words.word_sum - others.word_sum as difference
    from exchanges
    inner join sums as words on exchanges.word = words.term
    inner join sums as others on exchanges.other_word = others.term
    where words.word_sum <> others.word_sum
)

select difference from differences
union
select -difference from differences
