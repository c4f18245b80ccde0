-- Landed rollouts are the samples behind the outcomes and the ones set aside, and no others.
with

counted as (
    select sum(samples_before + samples_after) as rollouts
    from {{ ref('outcomes') }}
),

set_aside as (
    select count(*) as rollouts
    from {{ ref('rollouts_not_used') }}
),

landed as (
    select count(*) as rollouts
    from {{ ref('landed_rollouts') }}
)

select landed.rollouts, counted.rollouts as counted, set_aside.rollouts as set_aside
from landed
cross join counted
cross join set_aside
where landed.rollouts <> coalesce(counted.rollouts, 0) + set_aside.rollouts
