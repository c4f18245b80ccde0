-- One row per text landed here and text of an index that state one problem by their marks: the same
-- formulas in the same order and negations, and either no rare word exchanged and so many shingles in
-- common by signature, or formulas long enough to tell by themselves; but no two words exchanged that
-- tell problems apart.
with

-- A formula that many texts share is that of a template and tells nothing.
known as (
    select
        *,
        count(*) over (partition by formula) > {{ var('crowded_bucket') }} as is_template,
    from {{ ref('consulted_texts') }}
),

bands as (
    select text_id, formula, unnest(band_keys(signature::uinteger[], {{ var('band_rows').tight }})) as band_key
    from {{ ref('text_marks') }}
    where formula is not null
),

known_bands as (
    select text_id, formula, unnest(band_keys(signature::uinteger[], {{ var('band_rows').tight }})) as band_key
    from known
    where formula is not null and len(signature) > 0
),

candidates as (
    select bands.text_id, known_bands.text_id as indexed_text_id
    from bands
    inner join known_bands using (formula, band_key)
    union
    select marks.text_id, known.text_id
    from {{ ref('text_marks') }} as marks
    inner join known using (formula)
    where marks.formula_length >= {{ var('telling_formula').shortest }} and not known.is_template
),

measured as (
    select
        candidates.text_id,
        candidates.indexed_text_id,
        if(known.is_template, 0, marks.formula_length) as formula_length,
        marks.word_sum - known.word_sum as difference,
        len(list_filter(list_zip(marks.signature, known.signature), lambda pair: pair[1] = pair[2]))
        / len(marks.signature) as jaccard,
        least(len(marks.rare_words), len(known.rare_words))
        - len(list_intersect(marks.rare_words, known.rare_words)) as words_exchanged,
    from candidates
    inner join {{ ref('text_marks') }} as marks using (text_id)
    inner join known on candidates.indexed_text_id = known.text_id
    where candidates.text_id <> candidates.indexed_text_id
)

select text_id, indexed_text_id
from measured
anti join {{ ref('telling_exchanges') }} using (difference)
where
    jaccard >= {{ var('near_duplicate_jaccard') }} and words_exchanged = 0
    or formula_length >=
    {{ var('telling_formula').shortest }} + {{ var('telling_formula').an_exchange }} * words_exchanged
