-- One row per landed dataset: its wrappers by kind.
with

rules as (
    select
        dataset_id,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'prefix'), []) as prefixes,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'suffix'), []) as suffixes,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'after'), []) as afters,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'before'), []) as befores,
        coalesce(list(wrapper_text order by wrapper_text) filter (where kind = 'anywhere'), []) as anywheres,
    from {{ ref('landed_datasets') }}
    left join {{ ref('wrappers') }} using (dataset_id)
    group by dataset_id
)

select
    descriptions.dataset_id,
    descriptions.landing_id,
    rules.* exclude (dataset_id),
    md5((prefixes, suffixes, afters, befores, anywheres)::varchar) as rules_id,
from {{ ref('dataset_descriptions') }} as descriptions
inner join rules using (dataset_id)
