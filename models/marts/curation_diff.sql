-- One row per row that this build curates otherwise than the last one: added, removed or changed.
select
    dataset_id,
    row_number,
    prompt_id,
    change,
    rule_before,
    rule_now,
from {{ ref('changed_decisions') }}
