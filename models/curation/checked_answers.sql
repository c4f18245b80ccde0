-- One row per distinct answer of the pool: whether the trainers' checker can read it.
{{ config(materialized='kept', key=['answer'], needed_in='candidates') }}
with

answers as (
    select distinct candidates.answer
    from {{ ref('candidates') }} as candidates
    {{ unless_kept(['answer']) }}
    where candidates.answer is not null
)

select answer, verifies_itself(answer) as is_verifiable
from answers
