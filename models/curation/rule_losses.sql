-- One row per rule that is on: how many rows fit it, and how many it was the first to take.
with

pool_size as (
    select count(*) as row_count from {{ ref('candidates') }}
),

fitting as (
    select rule, count(distinct row(dataset_id, row_number)) as fitting_rows
    from {{ ref('row_findings') }}
    group by rule
),

taken as (
    select rule, count(*) as lost_rows
    from {{ ref('row_decisions') }}
    where rule is not null
    group by rule
)

select
    rules.rule,
    rules.rule_order,
    rules.description,
    rules.max_share,
    coalesce(taken.lost_rows, 0) as lost_rows,
    greatest(fitting.fitting_rows, taken.lost_rows, 0) as fitting_rows,
    pool_size.row_count as pool_rows,
    coalesce(taken.lost_rows / nullif(pool_size.row_count, 0), 0) as lost_share,
from {{ ref('curation_rules') }} as rules
cross join pool_size
left join fitting using (rule)
left join taken using (rule)
where rules.action = 'drop'
