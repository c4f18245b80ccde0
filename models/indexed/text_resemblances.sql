-- One row per text landed here and text of an index that state one problem, as far as can be told.
-- Equal texts are equal, and what was judged on the text when the index was made holds for them. For
-- the rest no text is there to judge: their marks are alike, or they are the same but for blanks. On 94
-- published datasets 97 % of such pairs are one problem by the judge, and 65 % of its near duplicates,
-- 13 % of its translations and 6 % of its rewordings are such pairs. A text that holds an item of a
-- benchmark token by token states it; of such pairs 99 % are one problem.
with

landed as (
    select distinct text_id from {{ ref('distinct_prompts') }}
),

equal as (
    select text_id, text_id as indexed_text_id, 'normalised' as relation
    from landed
    semi join {{ ref('consulted_texts') }} using (text_id)
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

near as (
    select text_id, indexed_text_id from {{ ref('alike_texts') }}
    union
    select text_id, indexed_text_id from {{ ref('held_items') }}
    union
    select text_id, indexed_text_id from {{ ref('spaced_items') }}
)

select * from equal
union all
select * from judged
union all
select *, 'near_duplicate' as relation from near
anti join judged using (text_id, indexed_text_id)
