-- A score that lacks an input is never a number, and one that lacks nothing always is.
select *
from {{ ref('dataset_quality') }}
where
    (q is null) <> (missing is not null)
    or (q is null) <> (q_low is null)
    or (q_without_gains is null) <> (q_without_gains_high is null)
