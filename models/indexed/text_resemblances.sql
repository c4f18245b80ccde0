-- One row per text landed here and text of an index that state one problem, as far as can be told.
-- Equal texts are equal, and what was judged on the text when the index was made holds for them. For
-- the rest no text is there to judge: the same formulas in the same order and negations, and either no
-- rare word exchanged and so many shingles in common by signature, or formulas long enough to tell by
-- themselves; but no two words exchanged that tell problems apart. Or the texts are the same but for
-- blanks. On 94 published datasets 97 % of such pairs are one problem by the judge, and 65 % of its near
-- duplicates, 13 % of its translations and 6 % of its rewordings are such pairs. A text that holds an
-- item of a benchmark token by token states it; of such pairs 99 % are one problem.
with

landed as (
    select distinct text_id from {{ ref('distinct_prompts') }}
),

-- A formula that many texts share is that of a template and tells nothing.
known as (
    select
        *,
        count(*) over (partition by formula) > {{ var('crowded_bucket') }} as is_template,
    from {{ ref('consulted_texts') }}
),

equal as (
    select text_id, text_id as indexed_text_id, 'normalised' as relation
    from landed
    semi join known using (text_id)
),

-- What any index judged; where two indexes differ, the first relation by name.
judged as (
    select
        pairs.text_id,
        pairs.same_problem.text_id as indexed_text_id,
        min(pairs.same_problem.relation) as relation,
    from (
        select text_id, unnest(same_problem) as same_problem from {{ ref('indexed_prompts') }}
    ) as pairs
    semi join landed using (text_id)
    group by all
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
),

resembling as (
    select text_id, indexed_text_id, 'near_duplicate' as relation
    from measured
    anti join {{ ref('telling_exchanges') }} using (difference)
    where
        jaccard >= {{ var('near_duplicate_jaccard') }} and words_exchanged = 0
        or formula_length >=
        {{ var('telling_formula').shortest }} + {{ var('telling_formula').an_exchange }} * words_exchanged
),

near as (
    select * from resembling
    union
    select text_id, indexed_text_id, 'near_duplicate' as relation from {{ ref('held_items') }}
    union
    select text_id, indexed_text_id, 'near_duplicate' as relation from {{ ref('spaced_items') }}
)

select * from equal
union all
select * from judged
union all
select * from near
anti join judged using (text_id, indexed_text_id)
