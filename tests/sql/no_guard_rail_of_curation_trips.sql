-- Stops the build with the findings in words; the table curation.tripped_guards holds them.
select error(string_agg(message, chr(10) order by lost_share - max_share desc)) as finding
from {{ ref('tripped_guards') }}
having count(*) > 0
