-- One row per holding that has an earlier holder with a source: the one it inherits from.
-- The earliest speaks, then the closest text, then name and key; so no order of rows matters.
with

candidates as (
    select *
    from {{ ref('earlier_holders') }} as earlier_holders
    semi join {{ ref('sourced_holdings') }} as sourced
        on earlier_holders.earlier_holding_key = sourced.holding_key
),

chosen as (
    select *
    from candidates
    qualify row_number() over (
        partition by holding_key
        order by earlier_first_day, closeness, earlier_dataset_id, earlier_prompt_key
    ) = 1
)

select
    chosen.holding_key,
    holdings.dataset_id,
    holdings.prompt_key,
    chosen.earlier_holding_key,
    chosen.earlier_dataset_id,
    chosen.closeness,
from chosen
inner join {{ ref('holdings') }} as holdings using (holding_key)
