-- One row per landed dataset and direct parent among the datasets of an index, chosen as in `lineage`.
with

candidates as (
    select
        dataset_id,
        {{ candidate_parents(
            'indexed_dataset_id', 'prompt_count', 'indexed_prompt_count', 'share_of_indexed',
            'indexed_first_day'
        ) }} as candidates,
    from {{ ref('indexed_overlaps') }}
    where is_earlier
    group by all
),

holders as (
    select
        dataset_id,
        prompt_id,
        list_sort(list(distinct indexed_dataset_id)) as holders,
    from {{ ref('resemblances') }}
    semi join {{ ref('indexed_order') }} using (dataset_id, indexed_dataset_id)
    group by all
),

sets as (
    select dataset_id, holders, count(*) as prompt_count
    from holders
    group by all
),

groups as (
    select dataset_id, list({holders: holders, prompt_count: prompt_count}) as groups
    from sets
    group by all
)

select
    dataset_id,
    unnest(
        direct_parents(groups, candidates, {{ var('direct_parent_tolerance') }}::double)
    ) as indexed_dataset_id,
from candidates
inner join groups using (dataset_id)
