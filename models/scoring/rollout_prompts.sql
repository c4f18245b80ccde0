-- One row per known prompt that rollouts name, by id or by text: the prompt of the warehouse it is.
-- A text is tried as given, then without chat template and wrappers, then in normal form.
with

named as (
    select distinct raw_prompt_id, raw_prompt
    from {{ ref('landed_rollouts') }}
    where reject_reason is null
),

wrappers as (
    select kind, wrapper_text from {{ ref('wrappers') }}
    union
    select kind, wrapper_text from {{ ref('prompt_wrappers') }} where dataset_id = 'rollouts'
),

rules as (
    select {{ wrapper_rules() }} as rules
    from wrappers
),

bare as (
    select
        raw_prompt_id,
        raw_prompt,
        {{ strip('unwrap(raw_prompt, rules)') }} as prompt,
    from named
    cross join rules
),

keys as (
    select raw_prompt_id, raw_prompt, 1 as place, raw_prompt_id as prompt_id, null as text_id
    from bare
    union all
    select raw_prompt_id, raw_prompt, 2 as place, sha1({{ strip('raw_prompt') }}), null
    from bare
    union all
    select raw_prompt_id, raw_prompt, 3 as place, sha1(prompt), null
    from bare
    union all
    select
        raw_prompt_id,
        raw_prompt,
        4 as place,
        null,
        {{ stable_hash("nullif(normal_form(repair(prompt).text), '')") }}
    from bare
),

found as (
    select keys.raw_prompt_id, keys.raw_prompt, keys.place, prompts.prompt_id, prompts.prompt_key
    from keys
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_id)
    union all
    select keys.raw_prompt_id, keys.raw_prompt, keys.place, prompts.prompt_id, prompts.prompt_key
    from keys
    inner join {{ ref('distinct_prompts') }} as prompts using (text_id)
)

select
    raw_prompt_id,
    raw_prompt,
    prompt_id,
    prompt_key,
    ['prompt_id', 'text', 'unwrapped text', 'normal form'][place] as found_by,
from found
qualify row_number() over (partition by raw_prompt_id, raw_prompt order by place, prompt_id) = 1
