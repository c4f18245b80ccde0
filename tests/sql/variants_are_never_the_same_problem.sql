-- Other numbers, operators or another question: such a pair makes no leak and no edge.
select *
from {{ ref('matches') }}
where is_same_problem <> (relation not in ('variant', 'unrelated'))
