-- One row per landed dataset: what was said when it was landed, completed from the registry.
with

landed as (
    select
        decode(value)::json as described,
        file_name,
    from parquet_kv_metadata('{{ env_var("ATLAS_HOME", "data") }}/landed/*.parquet')
    where decode(key) = 'atlas'
),

registry as (
    select * from {{ ref('dataset_registry') }}
),

said as (
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
    from landed
)

select
    said.dataset_id,
    coalesce(said.role, registry.role, 'train') as role,
    coalesce(said.domain, registry.domain, 'math') as domain,
    coalesce(said.hub_id, registry.hub_id) as hub_id,
    coalesce(said.licence, registry.licence, 'unknown') as licence,
    coalesce(said.released_on, registry.released_on) as released_on,
    case
        when said.released_on is not null then coalesce(said.released_precision, 'day')
        when registry.released_on is not null then registry.released_precision
        else 'unknown'
    end as released_precision,
    coalesce(said.released_basis, registry.released_basis) as released_basis,
    coalesce(said.benchmark_family, registry.benchmark_family, said.dataset_id) as benchmark_family,
    coalesce(registry.is_synthetic, false) as is_synthetic,
    coalesce(registry.answer_rule, 'auto') as answer_rule,
    said.wrapper_prefix,
    said.wrapper_suffix,
    said.wrapper_share,
    said.landed_at,
    said.row_count,
    said.rejected_count,
    said.files,
    said.notes,
from said
left join registry using (dataset_id)
