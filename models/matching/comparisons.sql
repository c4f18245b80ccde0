-- One row per candidate pair of texts with what was measured on it, exactly and without a verdict.
{% set key = ['text_id', 'other_text_id', 'inputs_id'] %}
{{ config(materialized='kept', key=key, needed_in='pairs_to_compare') }}
with

pairs as (
    select *
    from {{ ref('pairs_to_compare') }}
    {{ unless_kept(key) }}
),

measured as (
    select
        pairs.* exclude (kernel_key, other_kernel_key),
        texts.kernel = others.kernel as is_same_kernel,
        compare(texts.kernel, others.kernel) as measures,
    from pairs
    inner join {{ ref('texts') }} as texts
        on pairs.text_id = texts.text_id
    inner join {{ ref('texts') }} as others
        on pairs.other_text_id = others.text_id
)

select
    measured.* exclude (measures),
    unnest(measures),
from measured
