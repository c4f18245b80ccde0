-- Whose licence does a dataset have to respect, beside its own?
select
    children.dataset_id,
    children.licence,
    ancestors.licence as inherited_licence,
    list(ancestors.dataset_id order by heritage.distance, ancestors.dataset_id) as ancestor_ids,
    round(max(heritage.share), 4) as largest_share,
from {{ ref('heritage') }} as heritage
inner join {{ ref('datasets') }} as children using (dataset_id)
inner join {{ ref('datasets') }} as ancestors on heritage.ancestor_dataset_id = ancestors.dataset_id
where heritage.share > 0 and ancestors.licence is distinct from children.licence
group by all
order by children.dataset_id, largest_share desc, inherited_licence
