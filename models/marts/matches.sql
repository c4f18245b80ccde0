-- One row per pair of prompts that was judged, accepted or not.
select
    prompt_id,
    other_prompt_id,
    relation,
    is_same_problem,
    jaccard,
    containment,
    other_containment,
    numbers_agree,
    answers_agree,
    match_weight,
    found_by,
from {{ ref('verified_pairs') }}
