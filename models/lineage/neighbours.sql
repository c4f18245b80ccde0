-- One row per prompt and prompt it belongs with: itself, another of the same problem, or a variant.
-- `closeness` is ordered: the smallest is the closest.
{{ config(materialized='view') }}

with

verified as (
    select
        prompt_key,
        other_prompt_key,
        relation,
        case
            when not is_same_problem then 'variant'
            when relation in ('exact', 'normalised') then 'normalised'
            else 'near'
        end as closeness,
    from {{ ref('verified_pairs') }}
    where is_same_problem or relation = 'variant'
),

both_ways as (
    select prompt_key, prompt_key as other_prompt_key, 'exact' as relation, 'exact' as closeness
    from {{ ref('distinct_prompts') }}
    union all
    from verified
    union all
    select other_prompt_key, prompt_key, relation, closeness from verified
)

select
    prompt_key,
    other_prompt_key,
    relation,
    closeness::enum('exact', 'normalised', 'near', 'variant') as closeness,
from both_ways
