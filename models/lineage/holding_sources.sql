-- One row per holding with a source: where the source comes from and through which datasets.
-- Inheritance only goes back in time, so every chain ends at a label or an origin.
with recursive

inheritances as (
    from {{ ref('inheritances') }}
),

first_holders as (
    select
        holding_key,
        dataset_id,
        prompt_key,
        coalesce(declared_source, own_source) as atomic_source,
        case when declared_source is not null then 'declared' else 'own' end as method,
        null::varchar as earlier_dataset_id,
        null::bigint as earlier_holding_key,
        0 as round,
        [dataset_id] as path,
    from {{ ref('holdings') }}
    anti join inheritances using (holding_key)
    where declared_source is not null or own_source is not null
),

recovered as (
    from first_holders
    union all
    select
        inheritances.holding_key,
        inheritances.dataset_id,
        inheritances.prompt_key,
        recovered.atomic_source,
        inheritances.closeness::varchar as method,
        inheritances.earlier_dataset_id,
        inheritances.earlier_holding_key,
        recovered.round + 1 as round,
        [inheritances.dataset_id] || recovered.path as path,
    from recovered
    inner join inheritances on recovered.holding_key = inheritances.earlier_holding_key
)

select * from recovered
