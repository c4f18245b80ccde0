-- One row per candidate pair of texts with all that its comparison depends on: what changes here is
-- compared and judged anew.
with

answered as (
    select
        texts.*,
        text_answers.* exclude (text_id),
        list_filter(
            text_answers.answer_keys,
            lambda answer_key: not list_contains(texts.numbers, answer_key)
        ) as keys_not_given,
    from {{ ref('texts') }} as texts
    left join {{ ref('text_answers') }} as text_answers using (text_id)
),

pairs as (
    select
        candidate_pairs.*,
        texts.kernel_key,
        others.kernel_key as other_kernel_key,
        texts.language = others.language as is_same_language,
        texts.has_picture and others.has_picture as both_have_pictures,
        texts.asks_answer_form or others.asks_answer_form as asks_answer_form,
        coalesce(
            list_has_any(texts.answer_keys, others.answer_keys),
            list_has_any(texts.worded_keys, others.worded_keys)
        ) as answers_agree,
        list_has_any(texts.made, others.answer_keys)
        or list_has_any(others.made, texts.answer_keys) as answer_is_made_of_other,
        -- Two problems share the answer 2 by chance, hardly 40/243.
        list_max(
            list_transform(
                coalesce(
                    list_intersect(texts.answer_keys, others.answer_keys),
                    list_intersect(texts.worded_keys, others.worded_keys)
                ),
                lambda answer_key: length(answer_key)
            )
        ) as shared_answer_length,
        -- What one problem asks for and another says is no answer to the other: the one may be the
        -- other asked backwards.
        coalesce(
            list_has_any(
                list_intersect(texts.answer_keys, others.answer_keys),
                list_concat(texts.numbers, others.numbers)
            ),
            false
        ) as shared_answer_is_given,
        coalesce(
            list_has_any(texts.keys_not_given, others.numbers)
            or list_has_any(others.keys_not_given, texts.numbers),
            false
        ) as answer_is_given_by_other,
        (
            len(list_intersect(texts.answer_numbers, others.answer_numbers))
            / greatest(len(texts.answer_numbers), len(others.answer_numbers), 1)
        )::float as shared_answer_numbers,
    from {{ ref('candidate_pairs') }} as candidate_pairs
    inner join answered as texts
        on candidate_pairs.text_id = texts.text_id
    inner join answered as others
        on candidate_pairs.other_text_id = others.text_id
)

select
    *,
    -- Never leaves this warehouse, so the engine's own hash will do.
    hash(
        kernel_key,
        other_kernel_key,
        found_by,
        is_same_language,
        both_have_pictures,
        asks_answer_form,
        answers_agree,
        answer_is_made_of_other,
        shared_answer_length,
        shared_answer_is_given,
        answer_is_given_by_other,
        shared_answer_numbers
    ) as inputs_id,
from pairs
