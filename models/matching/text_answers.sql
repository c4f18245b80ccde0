-- One row per text that has an answer: its canonical answers.
-- An option letter says nothing about the answer to the same problem without its options.
select
    prompt_forms.text_id,
    list_sort(list(distinct occurrences.answer_key) filter (
        where occurrences.answer_kind not in ('option', 'code')
    )) as answer_keys,
    bool_or(occurrences.answer_kind = 'option') as has_option_letter,
from {{ ref('occurrences') }} as occurrences
inner join {{ ref('prompt_forms') }} as prompt_forms using (prompt_key)
where occurrences.answer_key is not null
group by prompt_forms.text_id
