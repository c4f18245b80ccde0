-- One row per guard rail that tripped, in words. A rule or a source that loses more than its cap
-- stops the build: a rule gone wrong looks just like this, and so does a new kind of data.
with

rules as (
    select
        'rule' as guard,
        rule as name,
        lost_rows,
        pool_rows,
        lost_share,
        max_share,
        'look at curation_decisions of this rule; if they are right, raise its max_share in'
        || ' seeds/curation_rules.csv' as advice,
    from {{ ref('rule_losses') }}
),

sources as (
    select
        'source' as guard,
        atomic_source as name,
        lost_rows,
        pool_rows,
        lost_share,
        {{ var('largest_loss_of_a_source') }} as max_share,
        'look at curation_decisions of this source; if they are right, raise var'
        || ' largest_loss_of_a_source' as advice,
    from {{ ref('source_losses') }}
),

guards as (
    select * from rules
    union all
    select * from sources
)

select
    *,
    format(
        '{} {} lost {} of {} rows ({:.0f} %, the cap is {:.0f} %): {}',
        guard, name, lost_rows, pool_rows, 100 * lost_share, 100 * max_share, advice
    ) as message,
from guards
where lost_share > max_share and pool_rows >= {{ var('smallest_guarded_size') }}
