-- Stops the build with the findings in words; the table curation.tripped_guards holds them, with advice.
select count(*) as tripped
from {{ ref('tripped_guards') }}
having
    count(*) > 0
    and error(
        string_agg(split_part(message, ':', 1), '; ' order by lost_share - max_share desc)
        || '; see table curation.tripped_guards'
    )::boolean is null
