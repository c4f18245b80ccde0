-- One row per atomic source: how many distinct prompts end in it.
select first_source as atomic_source, count(*) as prompt_count
from {{ ref('prompt_sources') }}
where first_source is not null
group by all
