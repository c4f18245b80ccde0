-- One row per pair of texts that share a rare fingerprint, or a common one and another clue: another
-- language, the answer, or some of the rarest words.
{{ config(materialized='view') }}
with

fingerprint_keys as (
    select * from {{ ref('fingerprint_keys') }}
),

clues as (
    select
        text_id,
        list(word) filter (where not is_answer) as words,
        list(word) filter (where is_answer) as answers,
    from {{ ref('rarest_words') }}
    group by text_id
),

-- Texts with the same fingerprint, where it is rare; where it is common, of benchmark items only.
sharing_fingerprints as (
    select
        earlier.text_id,
        later.text_id as other_text_id,
        bool_or(
            earlier.text_count <= {{ var('most_texts_a_fingerprint_all_pairs') }}
            or earlier.language <> later.language
        ) as is_enough,
    from fingerprint_keys as earlier
    inner join fingerprint_keys as later using (fingerprint)
    where
        earlier.text_id != later.text_id
        and (
            later.is_benchmark_item
            or (
                earlier.text_id < later.text_id
                and earlier.text_count <= {{ var('most_texts_a_fingerprint_all_pairs') }}
            )
        )
    group by earlier.text_id, later.text_id
)

select sharing.text_id, sharing.other_text_id
from sharing_fingerprints as sharing
left join clues on sharing.text_id = clues.text_id
left join clues as other_clues on sharing.other_text_id = other_clues.text_id
where
    sharing.is_enough
    or list_has_any(clues.answers, other_clues.answers)
    or len(list_intersect(clues.words, other_clues.words))
    >= {{ var('rare_words_beside_a_fingerprint') }}
