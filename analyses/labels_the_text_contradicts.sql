-- Which source labels are wrong: the same text stood earlier, under another source?
select
    dataset_id,
    source_label,
    declared_source,
    atomic_source as source_of_the_text,
    attribution_via,
    count(*) as row_count,
    min(prompt_id) as for_example,
from {{ ref('rows') }}
where label_is_contradicted
group by all
order by row_count desc, dataset_id, source_label, source_of_the_text
