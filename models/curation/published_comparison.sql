-- One row per row of the published table, and one per curated problem that it lacks: what differs
-- and why.
with

published as (
    select
        occurrences.row_number,
        occurrences.prompt_id,
        problems.problem_id,
        prompts.repairs,
        occurrences.answer,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
    inner join {{ ref('problems') }} as problems using (prompt_key)
    where occurrences.dataset_id = {{ text_var('published_table') }}
),

ours as (
    select prompt_id, problem_id, answer
    from {{ ref('curated_rows') }}
),

-- Why our table lacks a prompt: the rule that took the best of its rows.
losses as (
    select
        prompt_id,
        arg_max(rule, (rule_order, dataset_id, row_number)) as rule,
        arg_max(evidence, (rule_order, dataset_id, row_number)) as evidence,
    from {{ ref('row_decisions') }}
    where not is_kept
    group by prompt_id
),

compared as (
    select
        published.row_number as published_row_number,
        published.prompt_id,
        published.problem_id,
        coalesce(ours.prompt_id = published.prompt_id, false) as is_ours,
        ours.prompt_id as our_prompt_id,
        len(published.repairs) > 0 as is_damaged,
        answers_equal(published.answer, ours.answer) as answers_agree,
        losses.rule,
        losses.evidence,
        row_number() over (partition by published.prompt_id order by published.row_number) as occurrence,
    from published
    left join ours on published.problem_id = ours.problem_id
    left join losses on published.prompt_id = losses.prompt_id
)

select
    published_row_number,
    prompt_id,
    problem_id,
    case
        when is_ours and occurrence > 1 then 'repeated there'
        when is_ours and is_damaged then 'repaired here'
        when is_ours then 'same'
        when rule is not null then 'removed here'
        when our_prompt_id is not null then 'other text here'
        else 'not in our pool'
    end as finding,
    case when not is_ours then rule end as rule,
    case when not is_ours then evidence end as evidence,
    our_prompt_id,
    answers_agree,
from compared
union all by name
select
    null as published_row_number,
    ours.prompt_id,
    ours.problem_id,
    'only here' as finding,
    ours.prompt_id as our_prompt_id,
from ours
where
    ours.problem_id not in (select problem_id from published)
    and (select count(*) from published) > 0
