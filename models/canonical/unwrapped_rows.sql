-- One row per usable landed row: its text without the wrapper, as published, and the key of that text.
{% set key = ['dataset_id', 'landing_id', 'rules_id'] %}
{{ config(materialized='kept', key=key, needed_in='unwrap_rules') }}
with

unwrapped as (
    select
        landed_rows.dataset_id,
        landed_rows.row_number,
        {{ strip('unwrap(raw_prompt, rules)') }} as prompt,
        landed_rows.landing_id,
        rules.rules_id,
    from {{ ref('landed_rows') }} as landed_rows
    inner join {{ ref('unwrap_rules') }} as rules using (dataset_id, landing_id)
    {{ unless_kept(key) }}
    where landed_rows.reject_reason is null
),

identified as (
    select *, sha1(prompt) as prompt_id
    from unwrapped
)

select *, {{ id_key('prompt_id') }} as prompt_key
from identified
