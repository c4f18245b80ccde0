-- One row per figure that a build found: what `atlas diff` compares.
with

of_datasets as (
    select
        dataset_id,
        unnest(
            [
                {'figure': 'rows', 'value': row_count::double},
                {'figure': 'rejected', 'value': rejected_count::double},
                {'figure': 'prompts', 'value': prompt_count::double},
                {'figure': 'attributed share', 'value': attributed_share},
                {'figure': 'novel share', 'value': novel_share},
                {'figure': 'leaked prompts', 'value': leaked_prompt_count::double},
                {'figure': 'answer conflicts', 'value': conflict_count::double}
            ],
            recursive := true
        ),
    from {{ ref('datasets') }}
)

select dataset_id as subject, figure, value from of_datasets where value is not null
union all
select dataset_id || ' -> ' || benchmark_id, 'leaked items', leaked_items from {{ ref('leak_summary') }}
union all
select child_dataset_id || ' <- ' || parent_dataset_id, 'prompts from a direct parent', shared_prompts
from {{ ref('lineage_edges') }}
where is_direct
union all
select relation, 'matches', count(*) from {{ ref('matches') }} group by all
union all
select attribution_method, 'rows attributed', count(*)
from {{ ref('rows') }}
where attribution_method is not null
group by all
union all
select coalesce(atomic_source, 'none'), 'rows of a source', sum(row_count) from {{ ref('source_shares') }} group by all
union all
select dataset_id || ' at ' || model_scale, 'Q', q from {{ ref('dataset_quality') }} where q is not null
union all
select rule, 'rows lost in curation', lost_rows from {{ ref('curation_summary') }}
union all
select 'all', 'problems', count(distinct problem_id) from {{ ref('prompts') }}
