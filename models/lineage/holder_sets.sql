-- One row per set of prompts that the same datasets hold, and dataset of that set.
-- A dataset that holds these very prompts is `exact`. There are far fewer sets than prompts, so all
-- that compares datasets starts here.
with

-- Grouped by numbers, which takes half as long as by names.
datasets as (
    select
        dataset_id,
        (row_number() over (order by dataset_id))::usmallint as dataset_number,
    from (select distinct dataset_id from {{ ref('holdings') }})
),

numbered as (
    select holdings.prompt_key, datasets.dataset_number
    from {{ ref('holdings') }} as holdings
    inner join datasets using (dataset_id)
),

holders as materialized (
    select
        neighbours.prompt_key,
        numbered.dataset_number,
        min(neighbours.closeness) as closeness,
    from {{ ref('neighbours') }} as neighbours
    inner join numbered on neighbours.other_prompt_key = numbered.prompt_key
    group by all
),

-- A sum of hashes is the same in any order, so it names a set without sorting it.
members as (
    select
        datasets.*,
        members.closeness,
        {{ stable_hash("dataset_id || '/' || closeness::varchar") }} as member_key,
    from datasets
    inner join (select distinct dataset_number, closeness from holders) as members using (dataset_number)
),

prompt_sets as (
    select holders.prompt_key, sum(members.member_key) as set_key
    from holders
    inner join members using (dataset_number, closeness)
    group by all
),

sets as (
    select set_key, min(prompt_key) as sample_key, count(*) as prompt_count
    from prompt_sets
    group by all
)

select
    sets.set_key,
    sets.prompt_count,
    datasets.dataset_id,
    holders.closeness,
from sets
inner join holders on sets.sample_key = holders.prompt_key
inner join datasets using (dataset_number)
