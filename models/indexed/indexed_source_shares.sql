-- One row per landed dataset, atomic source by an attached index, and whether the problems are new.
with

counted as (
    select dataset_id, atomic_source, is_novel, count(*) as prompt_count
    from {{ ref('indexed_prompt_sources') }}
    group by all
)

select
    dataset_id,
    atomic_source,
    is_novel,
    prompt_count,
    prompt_count / sum(prompt_count) over (partition by dataset_id) as share,
from counted
