-- One row per benchmark and item: its family and the problem it poses.
-- Files of one family repeat the same items with other spacing; they are one problem.
select
    holdings.dataset_id as benchmark_id,
    holdings.prompt_key as benchmark_prompt_key,
    datasets.benchmark_family,
    problems.problem_id,
from {{ ref('holdings') }} as holdings
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
inner join {{ ref('problems') }} as problems using (prompt_key)
where datasets.role = 'benchmark'
