-- One row per prompt and tag: what kind of task it is, by the rules of seed `tag_rules`.
-- What a rule can look at is described in the seed. It is silent where a rule or a tag of its
-- `unless` fits as well.
with

rules as (
    select * from {{ ref('tag_rules') }}
),

answers as (
    select distinct prompt_key, answer, answer_kind
    from {{ ref('occurrences') }}
),

answer_kinds as (
    select
        prompt_key,
        string_agg(distinct answer_kind, ',' order by answer_kind) filter (where answer is not null) as kinds,
    from answers
    group by prompt_key
),

looks as (
    select prompt_key, 'answer' as looks_at, answer as value from answers
    union all
    select prompt_key, 'answer_kinds' as looks_at, coalesce(kinds, '') as value from answer_kinds
    union all
    select prompt_key, 'stated_answer' as looks_at, answer as value from {{ ref('stated_answers') }}
),

-- There are far fewer answers than prompts with one.
fitting_values as (
    select looks_at, value, matching_rules(looks_at, value) as rule_ids
    from (select distinct looks_at, value from looks)
),

fitting as (
    select prompt_key, unnest(rule_ids) as rule_id
    from {{ ref('fitting_text_rules') }}
    union
    select looks.prompt_key, unnest(fitting_values.rule_ids) as rule_id
    from looks
    inner join fitting_values using (looks_at, value)
),

named as (
    select fitting.prompt_key, rules.*
    from fitting
    inner join rules using (rule_id)
),

silent as (
    select doubtful.prompt_key, doubtful.rule_id
    from (select *, unnest(string_split(unless, ';')) as other from named) as doubtful
    inner join named as others
        on doubtful.prompt_key = others.prompt_key
        and doubtful.other in (others.tag, others.rule_id)
)

select
    named.prompt_key,
    named.tag,
    named.kind,
    list_sort(list(named.rule_id)) as rule_ids,
from named
anti join silent using (prompt_key, rule_id)
group by named.prompt_key, named.tag, named.kind
