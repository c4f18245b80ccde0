{#  What the judge weighs on a pair of `comparisons`, as numbers, in the order of WITNESSES of
    python_udfs/judge.py. A pair is seen from its poorer or its richer side, never from the first or the
    second, since one text may be contained in the other. #}
{% macro witnesses() %}
    case
        when answers_agree then 3
        when answer_is_made_of_other then 2
        when answers_agree is null then 1
        else 0
    end as answers,
    coalesce(shared_answer_length, 0) as shared_answer_length,
    shared_answer_is_given::int as shared_answer_is_given,
    answer_is_given_by_other::int as answer_is_given_by_other,
    coalesce(shared_answer_numbers, 0) as shared_answer_numbers,
    -- Where equal answers are what proposed the pair, that they are equal says little.
    (replace(found_by, '+contained', '') in ('answers', 'answers+reviewed'))::int as is_found_by_answer,
    asks_answer_form::int as asks_answer_form,
    both_have_pictures::int as both_have_pictures,
    is_same_kernel::int as is_same_kernel,
    is_same_language::int as is_same_language,

    least(number_count, other_number_count) as fewer_numbers,
    fewer_numbers - shared_numbers as numbers_missed,
    greatest(number_count, other_number_count) - shared_numbers as numbers_added,
    least(number_order, other_number_order) as numbers_in_order,
    least(operator_count, other_operator_count) - shared_operators as operators_missed,
    greatest(operator_count, other_operator_count) - shared_operators as operators_added,

    least(formula_count, other_formula_count) as formula_length,
    greatest(formula_count, other_formula_count) as longer_formula_length,
    shared_formula / greatest(formula_length, 1) as formula_share,
    shared_formula / greatest(longer_formula_length, 1) as formula_whole_share,
    greatest(formula_containment, other_formula_containment) as formula_run_share,
    least(formula_containment, other_formula_containment) as formula_run_whole_share,
    formula_length - formula_in_order as formula_out_of_order,
    formula_in_order / greatest(longer_formula_length, 1) as formula_order_whole_share,
    formula_length - shape_in_order as shape_out_of_order,

    shared_word_weight / greatest(least(word_weight, other_word_weight), 0.1) as word_share,
    shared_word_weight / greatest(word_weight, other_word_weight, 0.1) as word_whole_share,
    least(token_count - formula_count, other_token_count - other_formula_count)
    - words_in_order as words_out_of_order,
    words_in_order
    / greatest(token_count - formula_count, other_token_count - other_formula_count, 1)
        as word_order_whole_share,
    greatest(
        strange_word_count / greatest(token_count - formula_count, 1),
        other_strange_word_count / greatest(other_token_count - other_formula_count, 1)
    ) as strange_word_share,
    least(rarest_only, other_rarest_only) as rare_words_exchanged,
    greatest(rarest_only, other_rarest_only) as rarest_word_added,
    least(rarest_only_in_tail, other_rarest_only_in_tail) as question_words_exchanged,

    contrasts,
    shared_concepts,
    least(concepts_only, other_concepts_only) as concepts_exchanged,
    greatest(concepts_only, other_concepts_only) as concepts_added,
    shared_concepts / greatest(shared_concepts + concepts_exchanged, 1) as concept_share,

    greatest(containment_3, other_containment_3) as phrase_share,
    least(containment_2, other_containment_2) as phrase_whole_share,
    greatest(containment, other_containment) as shingle_share,
    jaccard,
    in_order / greatest(least(token_count, other_token_count), 1) as order_share,
    in_order / greatest(token_count, other_token_count, 1) as order_whole_share,
    least(token_count, other_token_count) as shorter_length,
    greatest(token_count, other_token_count) / greatest(shorter_length, 1) as length_ratio,
    shared_word_weight + 4 * shared_formula as amount_shared,

    greatest(number_context, other_number_context) as numbers_in_context,
    least(number_context, other_number_context) as numbers_in_whole_context,
    least(number_lead, other_number_lead) as numbers_led_alike,
    greatest(whole_formulas, other_whole_formulas) as whole_formula_share,
    least(whole_formulas, other_whole_formulas) as whole_formula_whole_share,
    shifted_contrasts,
    (negates <> other_negates)::int as one_negates,

    -- Of the questions alone.
    greatest(question_share, other_question_share) as asked_share,
    least(question_share, other_question_share) as asked_whole_share,
    least(question_only, other_question_only) as asked_words_exchanged,
    greatest(question_only, other_question_only) as asked_word_added,
    least(question_formula_only, other_question_formula_only) as asked_formula_exchanged,
    greatest(question_formula_only, other_question_formula_only) as asked_formula_added,
    abs(
        question_start / greatest(token_count, 1)
        - other_question_start / greatest(other_token_count, 1)
    ) as question_moved,
    abs((token_count - question_start) - (other_token_count - other_question_start))
        as question_lengthened,

    -- Of the aligned texts: what stands in the place of something else, and what in the place of nothing.
    exchanged_numbers,
    exchanged_operators,
    exchanged_symbols,
    exchanged_words,
    exchanged_kinds,
    exchange_weight,
    worst_exchange,
    strange_exchanges,
    gaps,
    short_gaps,
    denials,
    unsteady_exchanges,
    greatest(inserted_numbers, other_inserted_numbers) as numbers_inserted,
    least(inserted_numbers, other_inserted_numbers) as numbers_inserted_by_both,
    greatest(inserted_operators, other_inserted_operators) as operators_inserted,
    least(inserted_operators, other_inserted_operators) as operators_inserted_by_both,
    greatest(inserted_symbols, other_inserted_symbols) as symbols_inserted,
    least(inserted_symbols, other_inserted_symbols) as symbols_inserted_by_both,
    greatest(inserted_words, other_inserted_words) as words_inserted,
    least(inserted_words, other_inserted_words) as words_inserted_by_both,
{%- endmacro %}
