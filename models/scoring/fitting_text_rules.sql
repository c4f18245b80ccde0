-- One row per prompt: the rules of seed `tag_rules` that its text fits, whatever the others say.
{{ config(materialized='kept', key=['prompt_key'], needed_in='prompt_forms') }}
with

prompts as (
    select
        prompt_key,
        repaired_prompt as prompt,
        {{ set_aside('repaired_prompt', ['picture_code', 'tikz_picture']) }} as text,
    from {{ ref('prompt_forms') }}
    {{ unless_kept(['prompt_key']) }}
)

select
    prompt_key,
    matching_rules('prompt', prompt)
    || matching_rules('text', text)
    || if(strlen(text) > len(text), matching_rules('foreign_text', text), [])
    || matching_rules('length', len(prompt)::varchar) as rule_ids,
from prompts
