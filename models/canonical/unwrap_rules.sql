-- One row per landed dataset: its wrappers as one text.
select
    descriptions.dataset_id,
    descriptions.landing_id,
    {{ wrapper_rules() }} as rules,
    md5(rules) as rules_id,
from {{ ref('dataset_descriptions') }} as descriptions
left join {{ ref('wrappers') }} as wrappers using (dataset_id)
group by descriptions.dataset_id, descriptions.landing_id
