-- One row per candidate pair of texts with the judge's verdict: the weights of its levels added up
-- (Fellegi and Sunter 1969; weights are log2 odds), and what the two texts are to each other.
{% set key = ['text_id', 'other_text_id', 'inputs_id'] %}
{{ config(materialized='kept', key=key, needed_in='comparisons') }}
with

levels as (
    select *
    from {{ ref('comparison_levels') }}
    {{ unless_kept(key) }}
),

weights as (
    select * from {{ ref('match_weights') }}
),

weighed as (
    select
        levels.text_id,
        levels.other_text_id,
        prior.weight
        {%- for name in worded_comparisons() + comparisons() | map(attribute='name') | list %}
        + coalesce({{ name }}_weights.weight, 0)
        {%- endfor %} as match_weight,
    from levels
    cross join (select weight from weights where comparison = 'prior') as prior
    {%- for name in worded_comparisons() + comparisons() | map(attribute='name') | list %}
    left join weights as {{ name }}_weights
        on {{ name }}_weights.comparison = '{{ name }}'
        and levels.{{ name }} = {{ name }}_weights.level
    {%- endfor %}
),

judged as (
    select
        comparisons.*,
        weighed.match_weight,
        weighed.match_weight >= {{ var('match_weight_threshold') }} as is_same_problem,
    from {{ ref('comparisons') }} as comparisons
    inner join weighed using (text_id, other_text_id)
)

select
    text_id,
    other_text_id,
    inputs_id,
    case
        when is_same_problem and not is_same_language then 'translated'
        when is_same_problem and jaccard >= {{ var('near_duplicate_jaccard') }} then 'near_duplicate'
        when is_same_problem then 'rewritten'
        when
            greatest(containment_3, other_containment_3) >= {{ var('variant_containment') }}
            and least(containment_3, other_containment_3) >= {{ var('variant_containment') }} / 2
            then 'variant'
        else 'unrelated'
    end as relation,
    is_same_problem,
    jaccard,
    containment,
    other_containment,
    shared_numbers >= greatest(number_count, other_number_count) as numbers_agree,
    match_weight,
    found_by,
from judged
