-- One row per candidate pair of texts with the verdict, and what the two are to each other.
-- The judge decides by the weight of the witnesses; a person who read both texts overrules it.
with

judged as (
    select
        comparisons.*,
        match_weights.match_weight,
        reviewed_texts.is_same_problem is not null as is_reviewed,
        coalesce(reviewed_texts.is_doubted, false) as is_doubted,
        coalesce(
            reviewed_texts.is_same_problem,
            match_weights.match_weight >= {{ var('match_weight_threshold') }}
        ) as is_same_problem,
    from {{ ref('comparisons') }} as comparisons
    inner join {{ ref('match_weights') }} as match_weights using (text_id, other_text_id, inputs_id)
    left join {{ ref('reviewed_texts') }} as reviewed_texts using (text_id, other_text_id)
)

select
    text_id,
    other_text_id,
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
    is_reviewed,
    is_doubted,
    jaccard,
    containment,
    other_containment,
    shared_numbers >= greatest(number_count, other_number_count) as numbers_agree,
    match_weight,
    found_by,
from judged
