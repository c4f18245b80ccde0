-- A landed row holds a prompt or says why it holds none, never both, never neither.
select dataset_id, row_number, prompt_id, reject_reason
from {{ ref('rows') }}
where (prompt_id is null) = (reject_reason is null)
