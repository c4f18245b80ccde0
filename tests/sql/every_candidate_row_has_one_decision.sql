-- Kept without a rule or taken by one; as many kept rows as curated ones; a removal has its witness.
select dataset_id, row_number, 'undecided' as problem
from {{ ref('curation_decisions') }}
where
    is_kept <> (rule is null)
    or (
        rule in ('leaks_benchmark', 'possible_leak', 'repeated_problem', 'possible_repeat')
        and other_prompt_id is null
    )
union all
select landed.dataset_id, landed.row_number, 'no decision'
from {{ ref('landed_rows') }} as landed
semi join (
    select parts.dataset_id
    from {{ ref('curation_pool_parts') }} as parts
    inner join {{ ref('chosen_pool') }} using (pool_id)
    where parts.part = 'candidates' and parts.atomic_source is null
) as pool
    using (dataset_id)
anti join {{ ref('curation_decisions') }} as decisions using (dataset_id, row_number)
union all
select null, null, 'curated rows are not the kept ones'
from (
    select count(*) filter (is_kept) as kept from {{ ref('curation_decisions') }}
)
where kept <> (select count(*) from {{ ref('dapo_plus_plus') }})
