-- One row per text landed here and text of an index that are letter by letter, digit by digit and sign
-- by sign the same, whatever blanks stand between, or whichever sign stands again and again between.
with

texts as (
    select text_id, replace(kernel, ' ', '') as letters
    from {{ ref('texts') }}
    where exists (from {{ ref('index_descriptions') }})
),

signs as (
    select
        text_id,
        letters,
        unnest(regexp_extract_all(letters, '[^\p{L}\p{N}]')) as sign,
    from texts
),

repeated as (
    select
        text_id,
        replace(letters, sign, '') as letters,
    from signs
    group by text_id, letters, sign
    having count(*) >= {{ var('fewest_signs_between') }}
),

spellings as (
    select * from texts
    union all
    select * from repeated
)

select distinct
    spellings.text_id,
    known.text_id as indexed_text_id,
from spellings
inner join {{ ref('consulted_texts') }} as known
    on {{ stable_hash('spellings.letters') }} = known.letters_key
where
    len(spellings.letters) >= {{ var('fewest_same_letters') }}
    and spellings.text_id <> known.text_id
