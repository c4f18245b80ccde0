-- One row per prompt and tag.
select
    prompts.prompt_id,
    tags.tag,
    tags.kind,
    tags.rule_ids,
from {{ ref('prompt_tags') }} as tags
inner join {{ ref('prompt_forms') }} as prompts using (prompt_key)
