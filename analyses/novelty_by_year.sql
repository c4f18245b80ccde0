-- How much new does a release bring, year by year?
select
    year(released_on) as release_year,
    domain,
    count(*) as training_sets,
    sum(prompt_count)::bigint as prompts,
    sum(prompt_count * novel_share)::bigint as new_problems,
    round(new_problems / prompts, 4) as novel_share,
from {{ ref('datasets') }}
where role = 'train' and novel_share is not null
group by all
order by release_year, domain
