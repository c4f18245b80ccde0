-- One row per row of the published table, and one per curated problem that it lacks: what differs
-- and why.
with

published as (
    select
        occurrences.row_number,
        occurrences.prompt_key,
        occurrences.prompt_id,
        problems.problem_id,
        prompts.repaired_prompt,
        prompts.repairs,
        occurrences.answer,
        occurrences.answer_key,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
    inner join {{ ref('problems') }} as problems using (prompt_key)
    where occurrences.dataset_id = {{ text_var('published_table') }}
),

ours as (
    select prompt_id, problem_id, prompt, answer
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
        same_prompt.prompt_id is not null as is_ours,
        same_problem.prompt_id as our_prompt_id,
        len(published.repairs) > 0 as is_damaged,
        answers_equal(published.answer, coalesce(same_prompt.answer, same_problem.answer)) as answers_agree,
        losses.rule,
        losses.evidence,
        row_number() over (partition by published.prompt_id order by published.row_number) as occurrence,
    from published
    left join ours as same_prompt on published.prompt_id = same_prompt.prompt_id
    left join (
        select problem_id, min(prompt_id) as prompt_id, min(answer) as answer
        from ours
        group by problem_id
    ) as same_problem on published.problem_id = same_problem.problem_id
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
    coalesce(our_prompt_id, case when is_ours then prompt_id end) as our_prompt_id,
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
