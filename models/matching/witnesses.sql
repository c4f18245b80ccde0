-- One row per candidate pair of texts with what the judge weighs (macros/witnesses.sql).
{{ config(materialized='view') }}
select
    text_id,
    other_text_id,
    inputs_id,
    {{ witnesses() }}
from {{ ref('comparisons') }}
