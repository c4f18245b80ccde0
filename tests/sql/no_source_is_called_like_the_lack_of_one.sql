-- Pages show rows without a source as none, and small sources together as other sources.
select atomic_source
from {{ ref('atomic_sources') }}
where lower(trim(atomic_source)) in ('none', 'other sources')
