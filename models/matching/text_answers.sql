-- One row per text that has an answer: its canonical answers.
-- An option letter says nothing about the answer to the same problem without its options. `made` is
-- what a problem asks for that wants its answer in another form: of m/n the sum m + n, of a large
-- number its remainder by 1000. A coefficient of 1 is hardly written, so it may be left out.
select
    prompt_forms.text_id,
    list_sort(list(distinct occurrences.answer_key) filter (
        where occurrences.answer_kind not in ('option', 'code', 'text')
    )) as answer_keys,
    list_sort(list(distinct occurrences.answer_key) filter (
        where occurrences.answer_kind = 'text'
    )) as worded_keys,
    list_sort(flatten(list(distinct case
        when regexp_full_match(occurrences.answer_key, '-?\d{4,18}')
            then [abs(occurrences.answer_key::bigint) % 1000]
        when
            occurrences.answer_kind not in ('option', 'code', 'text')
            and not regexp_full_match(occurrences.answer_key, '-?\d+')
            then [
                list_sum({{ integers_of('occurrences.answer_key') }}),
                list_sum(list_filter(
                    {{ integers_of('occurrences.answer_key') }}, lambda number: number <> 1
                ))
            ]
        else []
    end)))::varchar[] as made,
from {{ ref('occurrences') }} as occurrences
inner join {{ ref('prompt_forms') }} as prompt_forms using (prompt_key)
where occurrences.answer_key is not null
group by prompt_forms.text_id
