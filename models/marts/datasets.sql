-- One row per landed dataset.
with

attributed as (
    select dataset_id, count(atomic_source) / count(*) as attributed_share
    from {{ ref('row_sources') }}
    group by all
),

conflicts as (
    select dataset_id, count(*) as conflict_count
    from (select unnest(datasets) as dataset_id from {{ ref('answer_conflicts') }})
    group by all
)

select
    landed.dataset_id,
    landed.role,
    landed.domain,
    landed.hub_id,
    landed.licence,
    landed.released_on,
    landed.released_precision,
    landed.released_basis,
    landed.benchmark_family,
    landed.is_synthetic,
    landed.row_count,
    landed.rejected_count,
    coalesce(sizes.prompt_count, 0) as prompt_count,
    attributed.attributed_share,
    novelty.novel_share,
    case when landed.role = 'train' then coalesce(leaks.leaked_prompts, 0) end
        as leaked_prompt_count,
    coalesce(conflicts.conflict_count, 0) as conflict_count,
from {{ ref('landed_datasets') }} as landed
left join {{ ref('dataset_sizes') }} as sizes using (dataset_id)
left join attributed using (dataset_id)
left join {{ ref('novelty') }} as novelty using (dataset_id)
left join {{ ref('leaks_by_dataset') }} as leaks using (dataset_id)
left join conflicts using (dataset_id)
