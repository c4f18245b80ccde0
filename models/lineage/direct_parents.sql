-- One row per dataset and direct parent: a small set of earlier datasets that explains it.
with

candidates as (
    select
        pairs.child_dataset_id as dataset_id,
        {{ candidate_parents(
            'pairs.parent_dataset_id', 'child_prompts', 'parent_prompts', 'share_of_parent',
            'parent_first_day', is_declared='declared.parent_dataset_id is not null'
        ) }} as candidates,
    from {{ ref('dataset_pairs') }} as pairs
    left join {{ ref('declared_lineage') }} as declared
        on pairs.child_dataset_id = declared.child_dataset_id
        and pairs.parent_dataset_id = declared.parent_dataset_id
    where is_ordered and shared_prompts > 0
    group by all
),

groups as (
    select
        dataset_id,
        list({holders: holders, prompt_count: prompt_count}) as groups,
    from {{ ref('explained_sets') }}
    group by all
)

select
    dataset_id,
    unnest(
        direct_parents(
            groups.groups,
            candidates.candidates,
            {{ var('direct_parent_tolerance') }}::double
        )
    ) as parent_dataset_id,
from candidates
inner join groups using (dataset_id)
