-- One row per candidate pair of texts with the sum of what the witnesses weigh.
-- depends_on: {{ ref('match_trees') }}
{% set key = ['text_id', 'other_text_id', 'inputs_id'] %}
{{ config(materialized='kept', key=key, needed_in='witnesses') }}
with

new_pairs as (
    select *
    from {{ ref('witnesses') }}
    {{ unless_kept(key) }}
)

select
    text_id,
    other_text_id,
    inputs_id,
    match_weight(list_value(*columns(* exclude ({{ key | join(', ') }})))) as match_weight,
from new_pairs
