-- One row per dataset and published answer that says there is none, by seed `source_rules`.
select distinct
    datasets.dataset_id,
    rules.match_value as raw_answer,
from {{ ref('source_rules') }} as rules
inner join {{ ref('landed_datasets') }} as datasets
    on coalesce(rules.dataset_id = datasets.dataset_id, true)
    and (rules.hub_id is null or rules.hub_id = datasets.hub_id)
where rules.match_on = 'answer' and rules.action = 'blank_answer'
