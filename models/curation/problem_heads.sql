-- One row per problem among the standing rows: the row that may survive, and whether it does.
-- Two problems may still be one: their heads were accepted as a pair without being grouped, or
-- nothing tells them apart. Then the head with the better place stays, settled round by round.
with recursive

rules as (
    select rule from {{ ref('curation_rules') }} where action = 'drop'
),

heads as (
    select problem_id, prompt_key, prompt_id, text_id, place
    from {{ ref('standing_rows') }}
    qualify row_number() over (partition by problem_id order by place) = 1
),

accepted as (
    select heads.place, others.place as other_place, true as is_certain
    from heads
    inner join {{ ref('neighbours') }} as neighbours using (prompt_key)
    inner join heads as others on neighbours.other_prompt_key = others.prompt_key
    where neighbours.closeness <> 'variant' and heads.place <> others.place
),

possible as (
    select heads.place, others.place as other_place, false as is_certain
    from {{ ref('possible_matches') }} as pairs
    inner join heads using (text_id)
    inner join heads as others on pairs.other_text_id = others.text_id
    where pairs.may_be_repeat and 'possible_repeat' in (from rules)
),

links as (
    select
        least(place, other_place) as earlier,
        greatest(place, other_place) as later,
        bool_or(is_certain) as is_certain,
    from (from accepted union all from possible)
    group by all
),

-- Whoever has a survivor before it goes; whose earlier neighbours all went survives.
settled (place, survives) using key (place) as (
    select distinct earlier, true
    from links
    where earlier not in (select later from links)
    union
    select
        links.later,
        not bool_or(coalesce(known.survives, false)),
    from links
    left join recurring.settled as known on links.earlier = known.place
    where links.later not in (select place from recurring.settled)
    group by links.later
    having bool_or(coalesce(known.survives, false)) or count(*) = count(known.place)
),

beaten as (
    select
        links.later as place,
        arg_min(links.earlier, (not links.is_certain, links.earlier)) as survivor_place,
        bool_or(links.is_certain) as is_certain,
    from links
    inner join settled on links.earlier = settled.place and settled.survives
    group by links.later
)

select
    heads.problem_id,
    heads.prompt_id,
    heads.place,
    beaten.place is null as survives,
    survivors.prompt_id as survivor_prompt_id,
    coalesce(beaten.is_certain, true) as is_certain,
from heads
left join beaten using (place)
left join heads as survivors on beaten.survivor_place = survivors.place
