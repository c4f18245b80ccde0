-- One row per row of the published table, and one per curated problem that it lacks.
select
    published_row_number,
    prompt_id,
    problem_id,
    finding,
    rule,
    evidence,
    our_prompt_id,
    answers_agree,
from {{ ref('published_comparison') }}
