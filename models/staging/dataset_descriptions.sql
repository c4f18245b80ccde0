-- One row per landed dataset: what was said of it when it was landed, and what was found then.
{{ config(reads_files=true) }}
with

landed as (
    select decode(value)::json as described
    from parquet_kv_metadata('{{ env_var("ATLAS_INPUTS", env_var("ATLAS_HOME", "data")) }}/landed/*.parquet')
    where decode(key) = 'atlas'
)

select
    described ->> 'dataset_id' as dataset_id,
    described ->> 'role' as role,
    described ->> 'domain' as domain,
    described ->> 'hub_id' as hub_id,
    described ->> 'licence' as licence,
    (described ->> 'released_on')::date as released_on,
    described ->> 'released_precision' as released_precision,
    described ->> 'released_basis' as released_basis,
    described ->> 'benchmark_family' as benchmark_family,
    described ->> 'wrapper_prefix' as wrapper_prefix,
    described ->> 'wrapper_suffix' as wrapper_suffix,
    (described ->> 'wrapper_share')::double as wrapper_share,
    (described ->> 'landed_at')::timestamptz as landed_at,
    (described ->> 'row_count')::bigint as row_count,
    (described ->> 'rejected_count')::bigint as rejected_count,
    described -> 'files' as files,
    described ->> 'notes' as notes,
    md5(described::varchar) as landing_id,
from landed
