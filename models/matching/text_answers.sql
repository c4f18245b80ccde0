-- One row per text that has an answer: its canonical answers.
-- An option letter says nothing about the answer to the same problem without its options. `made` is
-- what a problem asks for that wants its answer in another form: of m/n the sum m + n, of k√m + n
-- the sum of some of the three, of a large number its remainder by 1000.
with

given as (
    select distinct
        prompt_forms.text_id,
        occurrences.answer_key,
        occurrences.answer_kind,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('prompt_forms') }} as prompt_forms using (prompt_key)
    where occurrences.answer_key is not null
),

answers as (
    select
        *,
        answer_kind not in ('option', 'code', 'text') as is_formula,
        if(is_formula, {{ integers_of('answer_key') }}, []) as integers,
    from given
)

select
    text_id,
    list_sort(list(distinct answer_key) filter (where is_formula)) as answer_keys,
    list_sort(list(distinct answer_key) filter (where answer_kind = 'text')) as worded_keys,
    list_sort(list_distinct(flatten(list(case
        when regexp_full_match(answer_key, '-?\d{4,18}')
            then [abs(answer_key::bigint) % 1000]
        when is_formula then {{ sums_of_several('integers[:6]') }}
        else []
    end))))::varchar[] as made,
    list_sort(list_distinct(flatten(list(integers)))) as answer_numbers,
from answers
group by text_id
