-- Where var `curation_pool` names a pool or a dataset, it is there: else nothing would be curated.
select {{ text_var('curation_pool') }} as curation_pool
where {{ text_var('curation_pool') }} is not null and not exists (from {{ ref('chosen_pool') }})
