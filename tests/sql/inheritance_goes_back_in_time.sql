-- A row inherits through a dataset that is certainly older, and the path has no dataset twice.
select rows_of_dataset.dataset_id, rows_of_dataset.row_number, attribution_via, attribution_path
from {{ ref('rows') }} as rows_of_dataset
left join {{ ref('dataset_order') }} as dataset_order
    on rows_of_dataset.attribution_via = dataset_order.earlier_dataset_id
    and rows_of_dataset.dataset_id = dataset_order.later_dataset_id
where
    (attribution_via is not null and dataset_order.earlier_dataset_id is null)
    or (attribution_via is not null) <> (attribution_method in ('exact', 'normalised', 'near'))
    or len(attribution_path) <> len(list_distinct(attribution_path))
    or attribution_path[1] <> rows_of_dataset.dataset_id
