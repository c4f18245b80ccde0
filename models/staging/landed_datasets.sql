-- One row per landed dataset: what was said when it was landed, completed from the registry.
with

said as (
    -- To say that the release is unknown says something too.
    select *, released_precision is not null as says_release
    from {{ ref('dataset_descriptions') }}
),

registry as (
    select * from {{ ref('dataset_registry') }}
),

-- What says no more than that nobody knows, whatever its words.
saying_nothing as (
    select licence from {{ ref('licences') }} where licence_class = 'unknown'
)

select
    said.dataset_id,
    coalesce(said.role, registry.role, 'train') as role,
    coalesce(said.domain, registry.domain, 'math') as domain,
    coalesce(said.hub_id, registry.hub_id) as hub_id,
    coalesce(
        if(said.licence in (from saying_nothing), null, said.licence),
        registry.licence,
        said.licence,
        'unknown'
    ) as licence,
    if(says_release, said.released_on, registry.released_on) as released_on,
    coalesce(said.released_precision, registry.released_precision, 'unknown') as released_precision,
    if(says_release, said.released_basis, registry.released_basis) as released_basis,
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
