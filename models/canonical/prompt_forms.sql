-- One row per distinct prompt: as published, repaired, and in the forms that matching compares.
{{ config(materialized='kept', key=['prompt_key'], needed_in='unwrapped_rows') }}
with

prompts as (
    select
        prompt_key,
        any_value(prompt_id) as prompt_id,
        any_value(prompt) as prompt,
    from {{ ref('unwrapped_rows') }}
    {{ unless_kept(['prompt_key']) }}
    group by prompt_key
),

repaired as (
    select *, repair(prompt) as repair
    from prompts
),

normalised as (
    select
        * exclude (repair),
        {{ strip('repair.text') }} as repaired_prompt,
        repair.repairs as repairs,
        normal_form(repair.text) as normal_form,
        repair.text as whole,
        numbers_as_digits(deciphered({{ set_aside('repair.text') }})) as remainder,
    from repaired
)

select
    * exclude (whole, remainder),
    if(remainder = whole, normal_form, normal_form(remainder)) as kernel,
    -- A text of punctuation alone has an empty form; it is then a problem of its own.
    {{ stable_hash("coalesce(nullif(normal_form, ''), prompt_id)") }} as text_id,
    case
        when regexp_matches(repaired_prompt, '[\p{Hiragana}\p{Katakana}]') then 'ja'
        when regexp_matches(repaired_prompt, '\p{Han}') then 'zh'
        when regexp_matches(repaired_prompt, '\p{Hangul}') then 'ko'
        when regexp_matches(repaired_prompt, '\p{Cyrillic}') then 'ru'
        else 'en'
    end as language,
    -- The asked form of the answer differs from the plain one: answers cannot be held against each other.
    {{ matches_set_aside(
        'repaired_prompt',
        ['answer_form', 'letter_for_the_answer', 'value_request', 'answer_request_zh']
    ) }} as asks_answer_form,
    {{ matches_set_aside('repaired_prompt', ['picture_code', 'tikz_picture', 'picture']) }}
        as has_picture,
from normalised
