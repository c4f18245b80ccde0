-- One row per candidate pair of texts with the sum of what the witnesses weigh.
-- depends_on: {{ ref('match_trees') }}
{% set key = ['text_id', 'other_text_id', 'inputs_id'] %}
{{ config(materialized='kept', key=key, needed_in='comparisons') }}
with

new_pairs as (
    select *
    from {{ ref('comparisons') }}
    {{ unless_kept(key) }}
),

-- As view `witnesses`, which would be worked out for all pairs before the kept ones are left out.
witnesses as (
    select
        {{ key | join(', ') }},
        {{ witnesses() }}
    from new_pairs
)

select
    {{ key | join(', ') }},
    match_weight(list_value(*columns(* exclude ({{ key | join(', ') }})))) as match_weight,
from witnesses
