-- Which parents do documentation and data disagree about?
-- Measured parents that nobody declared, and declared ones of which nothing is found.
select
    child_dataset_id,
    parent_dataset_id,
    'measured, not declared' as finding,
    shared_prompts,
    round(share_of_child, 4) as share_of_child,
from {{ ref('lineage_edges') }}
where is_direct and not is_declared
union all
select child_dataset_id, parent_dataset_id, finding, shared_prompts, null
from {{ ref('declared_lineage_found') }}
where finding in ('nothing in common', 'variants only', 'measured, other direction')
order by child_dataset_id, share_of_child desc nulls last, parent_dataset_id
