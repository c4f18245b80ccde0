-- One row per candidate pair of texts with the level it reaches in each comparison of the judge.
-- A pair is seen from its poorer or its richer side, never from the first or the second, since one
-- text may be contained in the other. Macro `comparisons` names the edges of the levels.
{{ config(materialized='view') }}
with

measured as (
    select
        *,
        least(number_count, other_number_count) as fewer_numbers,
        fewer_numbers - shared_numbers as numbers_missed,
        greatest(number_count, other_number_count) - shared_numbers as numbers_added,
        least(number_order, other_number_order) as numbers_in_order,
        least(operator_count, other_operator_count) - shared_operators as operators_missed,
        greatest(operator_count, other_operator_count) - shared_operators as operators_added,
        least(formula_count, other_formula_count) as formula_length,
        shared_formula / greatest(formula_length, 1) as formula_share,
        shared_formula / greatest(formula_count, other_formula_count, 1) as formula_whole_share,
        greatest(formula_containment, other_formula_containment) as formula_order_share,
        least(formula_containment, other_formula_containment) as formula_order_whole_share,
        shared_word_weight / greatest(least(word_weight, other_word_weight), 0.1) as word_share,
        shared_word_weight / greatest(word_weight, other_word_weight, 0.1) as word_whole_share,
        least(rarest_only, other_rarest_only) as rare_words_exchanged,
        greatest(rarest_only, other_rarest_only) as rarest_word_added,
        least(rarest_only_in_tail, other_rarest_only_in_tail) as question_words_exchanged,
        greatest(containment_3, other_containment_3) as phrase_share,
        least(containment_2, other_containment_2) as phrase_whole_share,
        greatest(containment, other_containment) as shingle_share,
        least(token_count, other_token_count) as shorter_length,
        greatest(token_count, other_token_count) / greatest(shorter_length, 1) as length_ratio,
        shared_word_weight + 4 * shared_formula as amount_shared,
        word_share as wordy_word_share,
        phrase_share as wordy_phrase_share,
        formula_length as translated_formula_length,
        formula_share as translated_formula_share,
        formula_order_share as translated_formula_order_share,
        numbers_added as translated_numbers_added,
        fewer_numbers as translated_fewer_numbers,
    from {{ ref('comparisons') }}
)

select
    text_id,
    other_text_id,
    inputs_id,
    case
        when answers_agree is null and meets_option_letter then 'option_letter'
        when answers_agree is null then 'unknown'
        when answers_agree and shared_answer_length >= 3 then 'agree_long'
        when answers_agree and shared_answer_length = 2 then 'agree_two_characters'
        when answers_agree then 'agree_one_character'
        when asks_answer_form then 'differ_by_the_asked_form'
        else 'differ'
    end as answers,
    if(both_have_pictures, 'both', 'not_both') as pictures,
    if(is_same_kernel, 'same', 'different') as kernels,
    if(is_same_language, 'same', 'different') as languages,
    {%- for comparison in comparisons() %}
    {{ level(comparison) }} as {{ comparison.name }},
    {%- endfor %}
from measured
