-- One row per candidate row: kept, or the first rule that took it, with the evidence.
with

rules as (
    select rule, rule_order from {{ ref('curation_rules') }} where action = 'drop'
),

repeats as (
    select
        standing.dataset_id,
        standing.row_number,
        if(heads.is_certain, 'repeated_problem', 'possible_repeat') as rule,
        if(heads.place = standing.place, heads.survivor_prompt_id, heads.prompt_id) as other_prompt_id,
        case
            when heads.place = standing.place then 'its problem is that of another row that stays'
            when not heads.survives then 'the same problem as a row that went for another that stays'
            when heads.prompt_id = standing.prompt_id then 'the same prompt stands in a better row'
            else 'the same problem stands in a better row'
        end as evidence,
    from {{ ref('standing_rows') }} as standing
    inner join {{ ref('problem_heads') }} as heads using (problem_id)
    where heads.place <> standing.place or not heads.survives
),

draws as (
    select
        dataset_id,
        row_number,
        if(is_over_source_share, 'source_over_cap', 'over_target_size') as rule,
        if(is_over_source_share, atomic_source, format('place {}', place_in_table)) as evidence,
    from {{ ref('drawn_rows') }}
    where is_over_source_share or is_over_target_size
),

findings as (
    select * from {{ ref('row_findings') }}
    union all by name
    select * from repeats
    union all by name
    select * from draws
),

first_findings as (
    select findings.*, rules.rule_order
    from findings
    inner join rules using (rule)
    qualify row_number() over (
        partition by dataset_id, row_number order by rule_order, evidence, other_prompt_id
    ) = 1
)

select
    candidates.dataset_id,
    candidates.row_number,
    candidates.prompt_id,
    candidates.problem_id,
    candidates.part,
    candidates.atomic_source,
    first_findings.rule is null as is_kept,
    first_findings.rule,
    first_findings.rule_order,
    first_findings.evidence,
    first_findings.other_prompt_id,
    first_findings.other_dataset_id,
    case
        when first_findings.rule is null
            then md5(concat_ws(chr(31), candidates.prompt, candidates.answer))
    end as content_hash,
from {{ ref('candidates') }} as candidates
left join first_findings using (dataset_id, row_number)
