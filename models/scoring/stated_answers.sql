-- One row per prompt and answer to it that its own text states: behind "answer:", or in a box.
-- 16 is stated by "16 years" and by "$16$.", not by 160, 16.5 or 16/3.
with

statements as (
    select
        prompt_key,
        unnest(regexp_extract_all(repaired_prompt, '{{ var("stated_answer") }}', 1)) as statement,
    from {{ ref('distinct_prompts') }}
),

answers as (
    select distinct prompt_key, answer
    from {{ ref('occurrences') }}
    where answer is not null
),

-- Without layout, so that only the values are compared.
compared as (
    select
        prompt_key,
        answer,
        regexp_replace(lower(statement), '[\s$\\{}()*_]|text|boxed|q?quad', '', 'g') as stated,
        regexp_replace(lower(answer), '[\s$\\{}()*_]|text|boxed|q?quad', '', 'g') as expected,
        substr(stated, len(expected) + 1) as rest,
    from statements
    inner join answers using (prompt_key)
)

select distinct prompt_key, answer
from compared
where
    expected <> ''
    and starts_with(stated, expected)
    and not regexp_matches(rest, '^(\.?\d|[/^+-])')
    and not (regexp_matches(expected, '[a-z]$') and regexp_matches(rest, '^[a-z]'))
