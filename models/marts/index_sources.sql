-- One row per landed dataset and atomic source, as far as an attached index tells.
select
    dataset_id,
    atomic_source,
    is_novel,
    prompt_count,
    share,
from {{ ref('indexed_source_shares') }}
