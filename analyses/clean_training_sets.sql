-- Which training sets can I use if I want to report on a benchmark?
-- One row per benchmark family and training set, the cleanest first; no shared item is a share of 0.
with

families as (
    select distinct benchmark_family from {{ ref('datasets') }} where role = 'benchmark'
),

training_sets as (
    select dataset_id, prompt_count from {{ ref('datasets') }} where role = 'train'
)

select
    families.benchmark_family,
    training_sets.dataset_id,
    training_sets.prompt_count,
    coalesce(leaks.leaked_items, 0) as leaked_items,
    round(coalesce(leaks.item_share, 0), 4) as item_share,
from families
cross join training_sets
left join {{ ref('leak_families') }} as leaks using (benchmark_family, dataset_id)
order by families.benchmark_family, item_share, training_sets.prompt_count desc, training_sets.dataset_id
