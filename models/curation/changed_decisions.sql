-- One row per row that this build curates otherwise than the one before: added, removed or changed.
with

before as (
    select * from {{ ref('last_decisions') }}
),

now as (
    select * from {{ ref('row_decisions') }}
),

compared as (
    select
        coalesce(now.dataset_id, before.dataset_id) as dataset_id,
        coalesce(now.row_number, before.row_number) as row_number,
        coalesce(now.prompt_id, before.prompt_id) as prompt_id,
        case
            when coalesce(now.is_kept, false) and not coalesce(before.is_kept, false) then 'added'
            when coalesce(before.is_kept, false) and not coalesce(now.is_kept, false) then 'removed'
            when now.is_kept and now.content_hash is distinct from before.content_hash then 'changed'
        end as change,
        case when before.dataset_id is null then 'not in the pool' else before.rule end as rule_before,
        case when now.dataset_id is null then 'not in the pool' else now.rule end as rule_now,
    from before
    full outer join now
        on before.dataset_id = now.dataset_id and before.row_number = now.row_number
)

select *
from compared
where change is not null and exists (from {{ ref('last_decisions') }})
