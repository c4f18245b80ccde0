-- Both model sizes, every part, correlation and rank, to the four decimals that the script saves.
select *
from {{ ref('published_quality') }}
where
    kind <> 'published_claim'
    and (our_value is null or round(our_value, 4) <> round(published_value, 4))
