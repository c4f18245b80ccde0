-- One row per landed row of the chosen pool, usable or not, with what curation looks at.
with

chosen as (
    select * from {{ ref('chosen_pool') }}
),

parts as (
    select parts.part, parts.dataset_id, parts.atomic_source, parts.must_be_learned
    from {{ ref('curation_pool_parts') }} as parts
    semi join chosen using (pool_id)
    union all
    -- A pool that the seed does not know is a landed dataset.
    select 'candidates', pool_id, null, false
    from chosen
    anti join {{ ref('curation_pool_parts') }} using (pool_id)
),

drawn as (
    select
        landed.dataset_id,
        landed.row_number,
        sources.atomic_source,
        landed.reject_reason,
        datasets.released_on,
        coalesce(of_dataset.part, of_source.part) as part,
        coalesce(of_dataset.must_be_learned, of_source.must_be_learned) as must_be_learned,
    from {{ ref('landed_rows') }} as landed
    inner join {{ ref('landed_datasets') }} as datasets using (dataset_id)
    left join {{ ref('row_sources') }} as sources using (dataset_id, row_number)
    left join (from parts where dataset_id is not null) as of_dataset
        on landed.dataset_id = of_dataset.dataset_id
        and sources.atomic_source is not distinct from coalesce(of_dataset.atomic_source, sources.atomic_source)
    left join (from parts where dataset_id is null) as of_source
        on sources.atomic_source = of_source.atomic_source
        and datasets.role = 'train'
    where of_dataset.part is not null or of_source.part is not null
    qualify row_number() over (
        partition by landed.dataset_id, landed.row_number
        order by
            of_dataset.part, of_dataset.must_be_learned, of_source.part, of_source.must_be_learned
    ) = 1
)

select
    drawn.*,
    occurrences.prompt_key,
    occurrences.prompt_id,
    problems.problem_id,
    prompts.repaired_prompt as prompt,
    prompts.repairs,
    prompts.language,
    prompts.text_id,
    prompts.first_seen_on,
    occurrences.answer,
    occurrences.answer_key,
    occurrences.answer_kind,
from drawn
left join {{ ref('occurrences') }} as occurrences using (dataset_id, row_number)
left join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
left join {{ ref('problems') }} as problems using (prompt_key)
