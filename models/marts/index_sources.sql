-- One row per landed dataset and atomic source, as far as an attached index tells.
select
    dataset_id,
    atomic_source,
    is_novel,
    count(*) as prompt_count,
    count(*) / sum(count(*)) over (partition by dataset_id) as share,
from {{ ref('indexed_prompt_sources') }}
group by all
