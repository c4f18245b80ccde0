-- One row per candidate prompt and benchmark item that is, or may be, the same problem.
-- `is_certain` where the pair was accepted or both belong to one problem. Not where nothing tells the
-- two apart, where the letters are the same, or a third text was accepted as the same problem as
-- either (`via_prompt_id`).
with

prompts as (
    select distinct prompt_key, prompt_id, text_id, problem_id
    from {{ ref('candidates') }}
    where prompt_key is not null
),

items as (
    select
        items.benchmark_id,
        items.benchmark_prompt_key,
        benchmark_prompts.prompt_id as benchmark_prompt_id,
        benchmark_prompts.text_id,
        items.problem_id,
    from {{ ref('benchmark_items') }} as items
    inner join {{ ref('distinct_prompts') }} as benchmark_prompts
        on items.benchmark_prompt_key = benchmark_prompts.prompt_key
),

possible as (
    select text_id, other_text_id, relation, match_weight from {{ ref('possible_matches') }}
    union all
    select other_text_id, text_id, relation, match_weight from {{ ref('possible_matches') }}
),

accepted as (
    select prompt_key, other_prompt_key, relation
    from {{ ref('neighbours') }}
    where closeness <> 'variant'
),

direct as (
    select
        prompts.prompt_key,
        items.benchmark_id,
        items.benchmark_prompt_key,
        true as is_certain,
        accepted.relation,
    from prompts
    inner join accepted using (prompt_key)
    inner join items on accepted.other_prompt_key = items.benchmark_prompt_key
),

grouped as (
    select
        prompts.prompt_key,
        items.benchmark_id,
        items.benchmark_prompt_key,
        true as is_certain,
        'same_problem' as relation,
    from prompts
    inner join items using (problem_id)
),

undecided as (
    select
        prompts.prompt_key,
        items.benchmark_id,
        items.benchmark_prompt_key,
        false as is_certain,
        possible.relation,
        possible.match_weight,
    from prompts
    inner join possible using (text_id)
    inner join items on possible.other_text_id = items.text_id
),

spelled as (
    select
        letters.prompt_key,
        items.benchmark_id,
        items.benchmark_prompt_key,
        false as is_certain,
        'same_letters' as relation,
    from {{ ref('same_letters') }} as letters
    inner join items using (benchmark_prompt_key)
),

indirect as (
    select
        prompts.prompt_key,
        items.benchmark_id,
        items.benchmark_prompt_key,
        false as is_certain,
        near.relation,
        near.other_prompt_key as via_prompt_key,
    from prompts
    inner join accepted as near using (prompt_key)
    inner join accepted as far on near.other_prompt_key = far.prompt_key
    inner join items on far.other_prompt_key = items.benchmark_prompt_key
),

twins as (
    select * from direct
    union all by name
    select * from grouped
    union all by name
    select * from undecided
    union all by name
    select * from spelled
    union all by name
    select * from indirect
)

select
    twins.prompt_key,
    prompts.prompt_id,
    twins.benchmark_id,
    items.benchmark_prompt_id,
    twins.is_certain,
    twins.relation,
    twins.match_weight,
    via_prompts.prompt_id as via_prompt_id,
from twins
inner join prompts using (prompt_key)
inner join items using (benchmark_id, benchmark_prompt_key)
left join {{ ref('distinct_prompts') }} as via_prompts
    on twins.via_prompt_key = via_prompts.prompt_key
qualify row_number() over (
    partition by twins.prompt_key, twins.benchmark_id, twins.benchmark_prompt_key
    order by
        twins.is_certain desc,
        twins.relation = 'same_problem',
        twins.via_prompt_key nulls first,
        twins.relation
) = 1
