-- One row per pair of prompts that was judged: the verdict on their texts, seen between prompts.
-- A pair that was not accepted stands once for its texts; an accepted one for each of their prompts.
with

-- A key is the beginning of an id as a number, so keys and ids are in the same order.
prompts as (
    select
        prompt_key,
        prompt_id,
        text_id,
        repaired_prompt,
        count(*) over (partition by text_id) as prompts_of_text,
        row_number() over (partition by text_id order by prompt_key) as place,
    from {{ ref('distinct_prompts') }}
),

same_text as (
    select
        first.prompt_key,
        second.prompt_key as other_prompt_key,
        first.prompt_id,
        second.prompt_id as other_prompt_id,
        if(first.repaired_prompt = second.repaired_prompt, 'exact', 'normalised') as relation,
        true as is_same_problem,
        1.0 as jaccard,
        1.0 as containment,
        1.0 as other_containment,
        true as numbers_agree,
        null as match_weight,
        'normal_form' as found_by,
    from prompts as first
    inner join prompts as second using (text_id)
    where
        first.prompt_key < second.prompt_key
        -- In a crowd everybody is compared with the first only.
        and (first.prompts_of_text <= {{ var('crowded_text') }} or first.place = 1)
),

other_text as (
    select
        least(first.prompt_key, second.prompt_key) as prompt_key,
        greatest(first.prompt_key, second.prompt_key) as other_prompt_key,
        least(first.prompt_id, second.prompt_id) as prompt_id,
        greatest(first.prompt_id, second.prompt_id) as other_prompt_id,
        judgements.relation,
        judgements.is_same_problem,
        judgements.jaccard,
        if(first.prompt_key < second.prompt_key, containment, other_containment) as containment,
        if(first.prompt_key < second.prompt_key, other_containment, containment) as other_containment,
        judgements.numbers_agree,
        judgements.match_weight,
        judgements.found_by,
    from {{ ref('judgements') }} as judgements
    inner join prompts as first on judgements.text_id = first.text_id
    inner join prompts as second on judgements.other_text_id = second.text_id
    where
        (first.place = 1 and second.place = 1)
        or (
            judgements.is_same_problem
            and first.prompts_of_text * second.prompts_of_text <= {{ var('crowded_text') }} * 10
        )
),

pairs as (
    select * from same_text
    union all
    select * from other_text
),

-- An option letter says nothing about the answer to the same problem without its options.
answers as (
    select
        prompt_key,
        list(distinct answer_key) as answer_keys,
    from {{ ref('occurrences') }}
    where answer_key is not null and answer_kind not in ('option', 'code')
    group by prompt_key
)

select
    pairs.* exclude (match_weight, found_by),
    list_has_any(answers.answer_keys, other_answers.answer_keys) as answers_agree,
    pairs.match_weight,
    pairs.found_by,
from pairs
left join answers on pairs.prompt_key = answers.prompt_key
left join answers as other_answers on pairs.other_prompt_key = other_answers.prompt_key
