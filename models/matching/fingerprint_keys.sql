-- One row per text and fingerprint (numbers, long formulas, numbers with a name) that it shares with others.
with

keys as (
    select
        text_id,
        is_benchmark_item,
        language,
        unnest(fingerprints(kernel)) as fingerprint,
    from {{ ref('texts') }}
),

frequencies as (
    select fingerprint, count(*) as text_count
    from keys
    group by fingerprint
    having count(*) between 2 and {{ var('most_texts_a_fingerprint') }}
)

select *
from keys
inner join frequencies using (fingerprint)
