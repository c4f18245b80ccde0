-- What did curation take from each source, and which rule took most?
select
    coalesce(atomic_source, 'none') as atomic_source,
    count(*) as row_count,
    count_if(is_kept) as kept,
    round(kept / row_count, 4) as kept_share,
    mode(rule order by rule) as hardest_rule,
    count_if(rule in ('leaks_benchmark', 'possible_leak')) as lost_to_benchmarks,
from {{ ref('curation_decisions') }}
group by all
order by row_count desc, atomic_source
