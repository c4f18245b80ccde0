-- Every source has a method and names an atomic source of the seed; none means no source.
select dataset_id, row_number, atomic_source, attribution_method
from {{ ref('rows') }}
where
    (atomic_source is null) <> (attribution_method = 'none')
    or (atomic_source not in (select atomic_source from {{ ref('atomic_sources') }}))
