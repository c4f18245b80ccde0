-- One row per attached index: when it was made, and its datasets and their direct parents, as JSON.
{{ config(reads_files=true) }}
with

metadata as (
    select file_name, decode(value)::json as described
    from parquet_kv_metadata('{{ env_var("ATLAS_INPUTS", env_var("ATLAS_HOME", "data")) }}/indexes/*.parquet')
    where decode(key) = 'atlas_index'
)

select
    regexp_extract(file_name, '([^/\\]+)\.parquet$', 1) as index_name,
    (described ->> 'made_at')::timestamptz as made_at,
    described -> 'datasets' as datasets,
    described -> 'parents' as parents,
from metadata
