-- One row per candidate row of the last build: what was decided then, and what stood in the table.
-- The first build of a warehouse has none.
{{ config(reads_files=true) }}
{% set columns = ['dataset_id', 'row_number', 'prompt_id', 'rule', 'is_kept', 'content_hash'] %}
{% set decisions = published('curation_decisions', columns) %}
{% if decisions %}
select dataset_id, row_number, prompt_id, is_kept, rule, content_hash
from {{ decisions }}
{% else %}
select
    null::varchar as dataset_id,
    null::bigint as row_number,
    null::varchar as prompt_id,
    null::boolean as is_kept,
    null::varchar as rule,
    null::varchar as content_hash,
where false
{% endif %}
