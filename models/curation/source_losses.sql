-- One row per atomic source of the pool: what it lost to rules that should not empty a source.
select
    coalesce(decisions.atomic_source, 'none') as atomic_source,
    count(*) as pool_rows,
    count(*) filter (decisions.is_kept) as kept_rows,
    count(*) filter (not rules.may_empty_a_source) as lost_rows,
    lost_rows / pool_rows as lost_share,
from {{ ref('row_decisions') }} as decisions
left join {{ ref('curation_rules') }} as rules using (rule)
group by all
