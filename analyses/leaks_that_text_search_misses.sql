-- Which leaks does a decontamination by equal text leave in, benchmark by benchmark?
-- `hidden_share`: of the leaked items, those that stand in the training set in other words only.
with

items as (
    select
        dataset_id,
        benchmark_id,
        benchmark_prompt_id,
        bool_or(relation = 'exact') as is_exact,
        bool_or(relation = 'normalised') as is_normalised,
    from {{ ref('leaks') }}
    group by all
)

select
    dataset_id,
    benchmark_id,
    count(*) as leaked_items,
    count_if(is_exact) as found_by_equal_text,
    count_if(not is_exact and is_normalised) as found_by_notation,
    count_if(not is_exact and not is_normalised) as in_other_words,
    round(in_other_words / leaked_items, 4) as hidden_share,
from items
group by all
order by in_other_words desc, dataset_id, benchmark_id
