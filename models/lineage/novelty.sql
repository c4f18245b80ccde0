-- One row per dataset with usable rows: how much of it no earlier dataset held.
-- Null where the release is unknown: nothing can be said to come before it.
with

explained as (
    select dataset_id, sum(prompt_count)::bigint as explained_prompts
    from {{ ref('explained_sets') }}
    group by all
)

select
    dataset_sizes.dataset_id,
    case
        when {{ first_day() }} is not null
            then dataset_sizes.prompt_count - coalesce(explained.explained_prompts, 0)
    end as novel_prompts,
    novel_prompts / dataset_sizes.prompt_count as novel_share,
from {{ ref('dataset_sizes') }} as dataset_sizes
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
left join explained using (dataset_id)
