-- One row per landed dataset, prompt of it, dataset of an index and prompt of that one that state one
-- problem.
select
    holdings.dataset_id,
    holdings.prompt_id,
    consulted.dataset_id as indexed_dataset_id,
    consulted.prompt_id as indexed_prompt_id,
    consulted.atomic_source,
    if(holdings.prompt_id = consulted.prompt_id, 'exact', resemblances.relation) as relation,
from {{ ref('holdings') }} as holdings
inner join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
inner join {{ ref('text_resemblances') }} as resemblances using (text_id)
inner join {{ ref('consulted_holdings') }} as consulted
    on resemblances.indexed_text_id = consulted.text_id
