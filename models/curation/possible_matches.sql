-- One row per pair of texts that was not accepted as one problem, though nothing found tells the two
-- apart. No accusation rests on it; in a table for training one of the two is not worth the risk.
-- Seen from the poorer text: all its numbers and operators are in the other, and most of its phrases
-- (of its formulas, between languages). Equal answers make up for one number. The less the judge
-- makes of a pair, the more it must look like one text with a clause added. Where the answers are
-- equal, rare words may stand for phrases. What repeats a text nearly word for word, with all its
-- numbers (all but one, where the answers are equal), is possible whatever the judge makes of it:
-- mostly one of two answers is wrong, or it is asked for in another form. So is what the judge hardly
-- rejected, and what a reader took for the same problem without being sure.
{% set asked = var('possible_match') %}
{% set weights = var('curation_match_weight') %}
with

measured as (
    select
        judgements.text_id,
        judgements.other_text_id,
        judgements.relation,
        judgements.match_weight,
        match_weight >= {{ weights.leaks }} and contrasts = 0 as is_doubtful,
        match_weight >= {{ weights.repeats }} as is_close,
        match_weight >= {{ weights.whatever_else }} as is_hardly_rejected,
        is_same_language,
        least(number_count, other_number_count) - shared_numbers as numbers_missed,
        least(operator_count, other_operator_count) - shared_operators as operators_missed,
        greatest(containment_3, other_containment_3) as phrase_share,
        least(containment_2, other_containment_2) as phrase_whole_share,
        least(formula_count, other_formula_count) as formula_length,
        shared_formula / greatest(formula_length, 1) as formula_share,
        shared_word_weight / greatest(least(word_weight, other_word_weight), 0.1) as word_share,
        least(formula_containment, other_formula_containment) as formula_order_whole_share,
        greatest(rarest_only, other_rarest_only) as words_added,
        least(rarest_only, other_rarest_only) as words_exchanged,
        coalesce(answers_agree, false) as answers_agree,
        judgements.is_doubted and not judgements.is_reviewed as is_perhaps_same,
    from {{ ref('judgements') }} as judgements
    inner join {{ ref('comparisons') }} using (text_id, other_text_id)
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
            and formula_order_whole_share >= {{ asked.formula_order_whole_share }}
        ) as has_same_text,
        is_close
        or not is_same_language
        or (
            words_added >= {{ asked.words_added }}
            and words_exchanged <= {{ asked.words_exchanged }}
        ) as has_only_more_words,
        is_same_language
        and numbers_missed <= answers_agree::int
        and phrase_share >= {{ asked.verbatim_phrase_share }}
        and phrase_whole_share >= {{ asked.verbatim_phrase_whole_share }} as is_nearly_verbatim,
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
where is_possible or may_be_repeat
