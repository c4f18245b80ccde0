-- One row per dataset with usable rows: the features that go into Q, measured on its prompts.
-- As in the paper a prompt belongs to every dataset that holds it, and its answers and occurrences
-- are those of the whole corpus.
with

occurrences as (
    select occurrences.prompt_key, count(*) filter (where datasets.role = 'train') as train_rows
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
    group by all
),

-- Answers compared as text, as the paper does, and by value.
answers as (
    select
        prompt_key,
        count(distinct answer) <= 1 as has_one_text,
        count(answer) > 0 as has_answer,
    from {{ ref('occurrences') }}
    group by all
),

contradictions as (
    select distinct prompt_key from {{ ref('contradictions') }}
),

choices as (
    select distinct prompt_key from {{ ref('prompt_tags') }} where kind = 'choice'
),

counted as (
    select
        holdings.dataset_id,
        count(*) as prompt_count,
        count(*) filter (where answers.has_answer) as answered_count,
        count(*) filter (where contradictions.prompt_key is null) as consistent_count,
        count(*) filter (where answers.has_one_text) as one_text_count,
        count(choices.prompt_key) as choice_count,
        avg(occurrences.train_rows) as mean_occurrences,
    from {{ ref('holdings') }} as holdings
    inner join occurrences using (prompt_key)
    inner join answers using (prompt_key)
    left join contradictions using (prompt_key)
    left join choices using (prompt_key)
    group by all
)

select
    counted.dataset_id,
    counted.prompt_count,
    counted.answered_count,
    -- Where nothing has an answer, nothing can be said of their consistency.
    case when answered_count > 0 then consistent_count / prompt_count end as r_con,
    case when answered_count > 0 then one_text_count / prompt_count end as r_con_by_text,
    choice_count / prompt_count as r_mcq,
    mean_occurrences as avg_occ,
    coalesce(leaks.leaked_prompts, 0) / prompt_count as r_leak,
from counted
left join {{ ref('leaks_by_dataset') }} as leaks using (dataset_id)
