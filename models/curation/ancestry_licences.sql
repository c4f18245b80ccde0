-- One row per candidate row: the strictest licence among the datasets its text came through.
-- Its ancestry is measured: every dataset that held the problem before, whatever a card says.
with

holdings as (
    select distinct dataset_id, prompt_key
    from {{ ref('candidates') }}
    where prompt_key is not null
),

ancestry as (
    select dataset_id, prompt_key, dataset_id as ancestor_dataset_id
    from holdings
    union
    select holdings.dataset_id, holdings.prompt_key, earlier.earlier_dataset_id
    from holdings
    inner join {{ ref('holdings') }} as held using (dataset_id, prompt_key)
    inner join {{ ref('earlier_holders') }} as earlier using (holding_key)
),

licensed as (
    select
        datasets.dataset_id as ancestor_dataset_id,
        licences.spdx,
        licences.licence_class,
        licences.strictness,
    from {{ ref('landed_datasets') }} as datasets
    left join {{ ref('licences') }} as named using (licence)
    -- A licence that the seed does not know grants as little as none.
    inner join {{ ref('licences') }} as licences
        on coalesce(named.licence, 'unknown') = licences.licence
)

select
    ancestry.dataset_id,
    ancestry.prompt_key,
    arg_max(licensed.spdx, (strictness, ancestor_dataset_id)) as licence,
    arg_max(licensed.licence_class, (strictness, ancestor_dataset_id)) as licence_class,
    arg_max(ancestor_dataset_id, (strictness, ancestor_dataset_id)) as licence_dataset_id,
    list(ancestor_dataset_id order by ancestor_dataset_id) as ancestor_dataset_ids,
from ancestry
inner join licensed using (ancestor_dataset_id)
group by all
