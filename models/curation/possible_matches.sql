-- One row per pair of texts that was not accepted as one problem, though nothing found tells the two
-- apart. No accusation rests on it; in a table for training one of the two is not worth the risk.
-- Seen from the poorer text: all its numbers and operators are in the other, and most of its phrases
-- (of its formulas, between languages). Equal answers make up for one number. The less the judge
-- makes of a pair, the more it must look like one text with a clause added. Where the answers are
-- equal, rare words may stand for phrases. What repeats a text nearly word for word, with all its
-- numbers (all but one, where the answers are equal), is possible whatever the judge makes of it:
-- mostly one of two answers is wrong, or it is asked for in another form. So is what the judge hardly
-- rejected, and what a reader took for the same problem without being sure. What stands in another
-- text with all its phrases, numbers and operators may leak, however much there is around it.
{% set asked = var('possible_match') %}
{% set weights = var('curation_match_weight') %}
with

measured as (
    select
        judgements.text_id,
        judgements.other_text_id,
        judgements.relation,
        judgements.match_weight,
        judgements.match_weight >= {{ weights.leaks }} and contrasts = 0 as is_doubtful,
        judgements.match_weight >= {{ weights.repeats }} as is_close,
        judgements.match_weight >= {{ weights.whatever_else }} as is_hardly_rejected,
        witnesses.* exclude (text_id, other_text_id, is_same_language),
        witnesses.is_same_language = 1 as is_same_language,
        witnesses.answers = 3 as answers_agree,
        judgements.is_doubted and not judgements.is_reviewed as is_perhaps_same,
    from {{ ref('judgements') }} as judgements
    inner join {{ ref('witnesses') }} as witnesses using (text_id, other_text_id)
    where
        not judgements.is_same_problem
        and (judgements.is_doubted or not judgements.is_reviewed)
),

compared as (
    select
        *,
        numbers_missed <= if(answers_agree and (is_close or not is_same_language), 1, 0)
        and operators_missed <= if(
            is_same_language, (answers_agree and is_close)::int, {{ asked.operators_missed }}
        ) as has_same_formulas,
        if(
            is_same_language,
            (
                phrase_share >= {{ asked.phrase_share }}
                and phrase_whole_share >= {{ asked.phrase_whole_share }}
            )
            or (answers_agree and word_share >= {{ asked.word_share }}),
            formula_length >= {{ asked.formula_length }}
            and formula_share >= {{ asked.formula_share }}
            and formula_run_whole_share >= {{ asked.formula_run_whole_share }}
        ) as has_same_text,
        is_close
        or not is_same_language
        or (
            rarest_word_added >= {{ asked.rarest_word_added }}
            and rare_words_exchanged <= {{ asked.rare_words_exchanged }}
        ) as has_only_more_words,
        is_same_language
        and numbers_missed <= answers_agree::int
        and phrase_share >= {{ asked.verbatim_phrase_share }}
        and phrase_whole_share >= {{ asked.verbatim_phrase_whole_share }} as is_nearly_verbatim,
        is_same_language
        and numbers_missed = 0
        and operators_missed = 0
        and phrase_share >= {{ asked.contained_phrase_share }} as is_contained,
    from measured
),

decided as (
    select
        *,
        is_doubtful and has_same_formulas and has_same_text and has_only_more_words as is_possible,
    from compared
)

select
    text_id,
    other_text_id,
    relation,
    match_weight,
    (is_possible and is_close)
    or is_nearly_verbatim
    or is_hardly_rejected
    or is_perhaps_same as may_be_repeat,
from decided
where is_possible or is_contained or may_be_repeat
