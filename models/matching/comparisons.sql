-- One row per candidate pair of texts with what was measured on it, exactly and without a verdict.
with

pairs as (
    select
        candidate_pairs.*,
        texts.kernel,
        others.kernel as other_kernel,
        texts.language = others.language as is_same_language,
        texts.has_picture and others.has_picture as both_have_pictures,
        texts.asks_answer_form or others.asks_answer_form as asks_answer_form,
        texts.is_benchmark_item or others.is_benchmark_item as touches_benchmark,
    from {{ ref('candidate_pairs') }} as candidate_pairs
    inner join {{ ref('texts') }} as texts
        on candidate_pairs.text_id = texts.text_id
    inner join {{ ref('texts') }} as others
        on candidate_pairs.other_text_id = others.text_id
),

-- An option letter says nothing about the answer to the same problem without its options.
text_answers as (
    select
        distinct_prompts.text_id,
        list(distinct occurrences.answer_key) filter (
            where occurrences.answer_kind not in ('option', 'code')
        ) as answer_keys,
        bool_or(occurrences.answer_kind = 'option') as has_option_letter,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('distinct_prompts') }} as distinct_prompts using (prompt_key)
    where occurrences.answer_key is not null
    group by distinct_prompts.text_id
),

measured as (
    select
        * exclude (kernel, other_kernel),
        kernel = other_kernel as is_same_kernel,
        compare(kernel, other_kernel) as measures,
    from pairs
)

select
    measured.* exclude (measures),
    unnest(measures),
    list_has_any(text_answers.answer_keys, other_answers.answer_keys) as answers_agree,
    coalesce(text_answers.has_option_letter, false)
    or coalesce(other_answers.has_option_letter, false) as meets_option_letter,
    -- Two problems share the answer 2 by chance, hardly 40/243.
    list_max(
        list_transform(
            list_intersect(text_answers.answer_keys, other_answers.answer_keys),
            lambda answer_key: length(answer_key)
        )
    ) as shared_answer_length,
from measured
left join text_answers
    on measured.text_id = text_answers.text_id
left join text_answers as other_answers
    on measured.other_text_id = other_answers.text_id
