-- One row: the pool that is curated. It is the one var `curation_pool` names (a pool of the seed, or
-- any landed dataset), else the first pool of the seed of which something is landed. None landed, no row.
with

landed_pools as (
    select pools.*
    from {{ ref('curation_pools') }} as pools
    semi join (
        select parts.pool_id
        from {{ ref('curation_pool_parts') }} as parts
        inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
        where parts.part = 'candidates'
    ) as landed
        on pools.pool_id = landed.pool_id
),

known as (
    select pool_id, place, target_size, largest_source_share, sampling_seed
    from landed_pools
    where pool_id = coalesce({{ text_var('curation_pool') }}, pool_id)
    union all
    select dataset_id, null, null, null, dataset_id
    from {{ ref('landed_datasets') }}
    where
        dataset_id = {{ text_var('curation_pool') }}
        and dataset_id not in (select pool_id from landed_pools)
)

select *
from known
order by place
limit 1
