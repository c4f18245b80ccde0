-- One row per holding whose source can be known: it says so itself, or an earlier holder can.
with recursive

sourced as (
    select holding_key
    from {{ ref('holdings') }}
    where declared_source is not null or own_source is not null
    union
    select earlier_holders.holding_key
    from sourced
    inner join {{ ref('earlier_holders') }} as earlier_holders
        on sourced.holding_key = earlier_holders.earlier_holding_key
)

select holding_key from sourced
