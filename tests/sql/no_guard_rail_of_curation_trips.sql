-- Stops the build with the findings in words; the table curation.tripped_guards holds them.
select count(*) as tripped
from {{ ref('tripped_guards') }}
having
    count(*) > 0
    and error(string_agg(message, chr(10) order by lost_share - max_share desc))::boolean is null
