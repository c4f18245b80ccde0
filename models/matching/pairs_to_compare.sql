-- One row per candidate pair of texts with all that its comparison depends on: what changes here is
-- compared and judged anew.
with

pairs as (
    select
        candidate_pairs.*,
        texts.kernel_key,
        others.kernel_key as other_kernel_key,
        texts.language = others.language as is_same_language,
        texts.has_picture and others.has_picture as both_have_pictures,
        texts.asks_answer_form or others.asks_answer_form as asks_answer_form,
        coalesce(
            list_has_any(text_answers.answer_keys, other_answers.answer_keys),
            list_has_any(text_answers.worded_keys, other_answers.worded_keys)
        ) as answers_agree,
        list_has_any(text_answers.made, other_answers.answer_keys)
        or list_has_any(other_answers.made, text_answers.answer_keys) as answer_is_made_of_other,
        -- Two problems share the answer 2 by chance, hardly 40/243.
        list_max(
            list_transform(
                coalesce(
                    list_intersect(text_answers.answer_keys, other_answers.answer_keys),
                    list_intersect(text_answers.worded_keys, other_answers.worded_keys)
                ),
                lambda answer_key: length(answer_key)
            )
        ) as shared_answer_length,
    from {{ ref('candidate_pairs') }} as candidate_pairs
    inner join {{ ref('texts') }} as texts
        on candidate_pairs.text_id = texts.text_id
    inner join {{ ref('texts') }} as others
        on candidate_pairs.other_text_id = others.text_id
    left join {{ ref('text_answers') }} as text_answers
        on candidate_pairs.text_id = text_answers.text_id
    left join {{ ref('text_answers') }} as other_answers
        on candidate_pairs.other_text_id = other_answers.text_id
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
        shared_answer_length
    ) as inputs_id,
from pairs
