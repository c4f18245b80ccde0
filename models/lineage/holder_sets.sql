-- One row per set of prompts that the same datasets hold, and dataset of that set.
-- A dataset that holds these very prompts is `exact`. There are far fewer sets than prompts, so all
-- that compares datasets starts here.
with

holders as materialized (
    select
        neighbours.prompt_key,
        holdings.dataset_id,
        min(neighbours.closeness) as closeness,
    from {{ ref('neighbours') }} as neighbours
    inner join {{ ref('holdings') }} as holdings
        on neighbours.other_prompt_key = holdings.prompt_key
    group by all
),

-- A sum of hashes is the same in any order, so it names a set without sorting it.
members as (
    select
        dataset_id,
        closeness,
        {{ stable_hash("dataset_id || '/' || closeness::varchar") }} as member_key,
    from (select distinct dataset_id, closeness from holders)
),

prompt_sets as (
    select holders.prompt_key, sum(members.member_key) as set_key
    from holders
    inner join members using (dataset_id, closeness)
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
    holders.dataset_id,
    holders.closeness,
from sets
inner join holders on sets.sample_key = holders.prompt_key
