-- One row per distinct prompt: the earliest released dataset that holds it, of one day the first by name.
select
    holdings.prompt_key,
    arg_min(
        holdings.dataset_id,
        ({{ dated_first('datasets.released_on') }}, holdings.dataset_id)
    ) as first_dataset_id,
from {{ ref('holdings') }} as holdings
inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
group by holdings.prompt_key
