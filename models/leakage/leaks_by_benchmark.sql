-- One row per training set and benchmark it shares problems with.
with

leaking_prompts as (
    select dataset_id, benchmark_id, prompt_key, any_value(row_count) as row_count
    from {{ ref('leaking_prompts') }}
    group by all
),

rows as (
    select
        dataset_id,
        benchmark_id,
        sum(row_count)::bigint as leaked_rows,
        count(*) as leaked_prompts,
    from leaking_prompts
    group by all
),

items as (
    select dataset_id, benchmark_id, count(distinct benchmark_prompt_key) as leaked_items
    from {{ ref('leaking_prompts') }}
    group by all
)

select
    rows.*,
    items.leaked_items,
    benchmark_sizes.prompt_count as benchmark_items,
    leaked_items / benchmark_items as item_share,
from rows
inner join items using (dataset_id, benchmark_id)
inner join {{ ref('dataset_sizes') }} as benchmark_sizes
    on rows.benchmark_id = benchmark_sizes.dataset_id
