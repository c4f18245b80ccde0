-- One row per candidate row of the curated pool: kept, or the first rule that took it.
-- depends_on: {{ ref('last_decisions') }}
-- A pair that was not accepted stands in `matches` once for its two texts, so the verdict on texts
-- fills in where another prompt with the same text is meant.
select
    decisions.dataset_id,
    decisions.row_number,
    decisions.prompt_id,
    decisions.problem_id,
    decisions.part,
    decisions.atomic_source,
    decisions.is_kept,
    decisions.rule,
    decisions.evidence,
    decisions.other_prompt_id,
    decisions.other_dataset_id,
    case
        when coalesce(matches.is_same_problem, judgements.is_same_problem)
            then coalesce(matches.relation, judgements.relation)
    end as relation,
    coalesce(matches.match_weight, judgements.match_weight) as match_weight,
    decisions.content_hash,
from {{ ref('row_decisions') }} as decisions
inner join {{ ref('candidates') }} as candidates using (dataset_id, row_number)
left join {{ ref('distinct_prompts') }} as others on decisions.other_prompt_id = others.prompt_id
left join {{ ref('verified_pairs') }} as matches
    on least(decisions.prompt_id, decisions.other_prompt_id) = matches.prompt_id
    and greatest(decisions.prompt_id, decisions.other_prompt_id) = matches.other_prompt_id
left join {{ ref('judgements') }} as judgements
    on least(candidates.text_id, others.text_id) = judgements.text_id
    and greatest(candidates.text_id, others.text_id) = judgements.other_text_id
