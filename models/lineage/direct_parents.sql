-- One row per dataset and direct parent: a small set of earlier datasets that explains it.
-- Of parents that explain as much: the one with more of the exact text (to a tenth of the child),
-- then the more specific one, then the documented one (text cannot tell these), then the latest.
with

candidates as (
    select
        pairs.child_dataset_id as dataset_id,
        list(
            {
                dataset_id: pairs.parent_dataset_id,
                least: {{ least_direct_prompts('child_prompts', 'parent_prompts') }}
            }
            order by
                round(exact_prompts / child_prompts, 1) desc,
                share_of_parent desc,
                declared.parent_dataset_id is not null desc,
                parent_first_day desc,
                pairs.parent_dataset_id
        ) as candidates,
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
