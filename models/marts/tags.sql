-- One row per prompt and tag.
select
    prompt_id,
    tag,
    kind,
    rule_ids,
from {{ ref('prompt_tags') }}
