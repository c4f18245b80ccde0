-- One row per distinct published answer and rule: the extracted answer and its canonical key.
{{ config(materialized='kept', key=['raw_answer', 'answer_rule'], needed_in='published_answers') }}
with

read as (
    select *, canonical_answer(raw_answer, answer_rule) as found
    from {{ ref('published_answers') }}
    {{ unless_kept(['raw_answer', 'answer_rule']) }}
)

select
    raw_answer,
    answer_rule,
    found.answer as answer,
    found.answer_key as answer_key,
    found.answer_kind as answer_kind,
from read
