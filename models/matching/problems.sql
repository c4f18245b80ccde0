-- One row per prompt with the problem it states, named by the problem's earliest prompt.
-- A problem is one earliest text and the texts verified directly against it: a text is the head of
-- a problem unless an earlier text that is a head was verified to be the same. No chain of pairs can
-- join two heads, so no giant cluster can grow out of weak links.
with recursive

prompts as (
    select prompt_key, prompt_id, text_id, first_seen_on
    from {{ ref('distinct_prompts') }}
),

texts as (
    select
        text_id,
        row_number() over (order by min(first_seen_on) nulls last, min(prompt_id)) as place,
        arg_min(prompt_id, ({{ dated_first('first_seen_on') }}, prompt_id)) as first_prompt_id,
    from prompts
    group by text_id
),

accepted as (
    select
        if(texts.place < others.place, texts.text_id, others.text_id) as earlier_id,
        if(texts.place < others.place, others.text_id, texts.text_id) as later_id,
        least(texts.place, others.place) as earlier_place,
    from {{ ref('judgements') }} as judgements
    inner join texts on judgements.text_id = texts.text_id
    inner join texts as others on judgements.other_text_id = others.text_id
    where judgements.is_same_problem
),

-- Settled round by round: whoever has an earlier head as neighbour is a member; whose earlier
-- neighbours are all members is a head.
settled (text_id, is_head) using key (text_id) as (
    select distinct earlier_id, true
    from accepted
    where earlier_id not in (select later_id from accepted)
    union
    select
        accepted.later_id,
        not bool_or(coalesce(known.is_head, false)),
    from accepted
    left join recurring.settled as known on accepted.earlier_id = known.text_id
    where accepted.later_id not in (select text_id from recurring.settled)
    group by accepted.later_id
    having bool_or(coalesce(known.is_head, false)) or count(*) = count(known.text_id)
),

heads as (
    select
        accepted.later_id as text_id,
        arg_min(accepted.earlier_id, accepted.earlier_place) as head_id,
    from accepted
    inner join settled as head on accepted.earlier_id = head.text_id and head.is_head
    inner join settled as member on accepted.later_id = member.text_id and not member.is_head
    group by accepted.later_id
)

select
    prompts.prompt_key,
    prompts.prompt_id,
    {{ id_key('head_texts.first_prompt_id') }} as problem_key,
    head_texts.first_prompt_id as problem_id,
from prompts
left join heads using (text_id)
inner join texts as head_texts
    on coalesce(heads.head_id, prompts.text_id) = head_texts.text_id
