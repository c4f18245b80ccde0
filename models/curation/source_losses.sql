-- One row per atomic source of the pool: what it lost to rules that should not empty a source.
-- Benchmarks are meant to go whole, and a source that fills the table is meant to be cut.
select
    coalesce(atomic_source, 'unknown') as atomic_source,
    count(*) as pool_rows,
    count(*) filter (is_kept) as kept_rows,
    count(*) filter (
        not is_kept
        and rule not in (
            'leaks_benchmark', 'possible_leak', 'not_learned', 'source_over_cap', 'over_target_size'
        )
    ) as lost_rows,
    lost_rows / pool_rows as lost_share,
from {{ ref('row_decisions') }}
group by all
