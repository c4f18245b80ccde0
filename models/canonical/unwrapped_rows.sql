-- One row per usable landed row: its text without the wrapper, as published, and the key of that text.
with

rules as (
    select
        dataset_id,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'prefix'), []) as prefixes,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'suffix'), []) as suffixes,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'after'), []) as afters,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'before'), []) as befores,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'anywhere'), []) as anywheres,
    from {{ ref('wrappers') }}
    group by dataset_id
),

unwrapped as (
    select
        landed_rows.dataset_id,
        landed_rows.row_number,
        {{ strip('unwrap(raw_prompt, prefixes, suffixes, afters, befores, anywheres)') }} as prompt,
    from {{ ref('landed_rows') }} as landed_rows
    left join rules using (dataset_id)
    where landed_rows.reject_reason is null
),

identified as (
    select *, sha1(prompt) as prompt_id
    from unwrapped
)

select *, {{ id_key('prompt_id') }} as prompt_key
from identified
