-- One row per dataset and declared label (or none): what it says once the rules were applied.
-- `labels` holds the label as published and after every rule that fired, `rule_ids` those rules.
with recursive

rules as (
    select *, row_number() over (order by step, rule_id) as place
    from {{ ref('source_rules') }}
    where match_on = 'label' and action in ('set', 'null', 'strip', 'group')
),

worked as (
    select distinct
        occurrences.dataset_id,
        datasets.hub_id,
        occurrences.source_label,
        occurrences.source_label as label,
        null::varchar as problem_type,
        [occurrences.source_label] as labels,
        []::varchar[] as rule_ids,
        0 as place,
    from {{ ref('occurrences') }} as occurrences
    inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
    union all
    select
        dataset_id,
        hub_id,
        source_label,
        if(fires, new_label, label) as label,
        if(fires, coalesce(new_type, problem_type), problem_type) as problem_type,
        if(fires, labels || [new_label], labels) as labels,
        if(fires, rule_ids || [rule_id], rule_ids) as rule_ids,
        place,
    from (
        select
            worked.* exclude (place),
            rules.place,
            rules.rule_id,
            coalesce(rules.dataset_id = worked.dataset_id, true)
            and (rules.hub_id is null or coalesce(rules.hub_id = worked.hub_id, false))
            and case rules.match_kind
                when 'any' then true
                when 'is_null' then worked.label is null
                when 'is_not_null' then worked.label is not null
                when 'equals' then coalesce(worked.label = rules.match_value, false)
                when 'prefix' then coalesce(starts_with(worked.label, rules.match_value), false)
                when 'contains' then coalesce(contains(worked.label, rules.match_value), false)
            end as fires,
            case rules.action
                when 'strip' then replace(worked.label, rules.match_value, '')
                else rules.new_source
            end as new_label,
            case rules.new_problem_type
                when '{label}' then worked.label
                when '{rest}' then substr(worked.label, len(rules.match_value) + 1)
            end as new_type,
        from worked
        inner join rules on worked.place + 1 = rules.place
    )
)

select
    worked.dataset_id,
    worked.source_label,
    worked.label,
    worked.problem_type,
    worked.labels,
    worked.rule_ids,
    aliases.atomic_source as declared_source,
    origins.atomic_source as own_source,
from worked
left join {{ ref('source_aliases') }} as aliases on lower(worked.label) = aliases.label
left join {{ ref('source_origins') }} as origins
    on worked.dataset_id = origins.dataset_id
    and (origins.label is null or lower(worked.label) = origins.label)
where worked.place = (select count(*) from rules)
qualify row_number() over (
    partition by worked.dataset_id, worked.source_label
    order by origins.label nulls last
) = 1
