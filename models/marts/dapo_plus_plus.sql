-- One row per curated problem, with verl's columns; where it comes from is in extra_info.
-- The instruction to the model is no part of the problem: `atlas export` adds it.
select
    case domain
        {%- for domain, data_source in var('trainer_data_sources').items() %}
        when '{{ domain }}' then '{{ data_source }}'
        {%- endfor %}
    end as data_source,
    [{'role': 'user', 'content': prompt}] as prompt,
    domain as ability,
    {'style': 'rule', 'ground_truth': answer} as reward_model,
    {
        'index': place,
        'split': if(is_validation, 'validation', 'train'),
        'prompt_id': prompt_id,
        'problem_id': problem_id,
        'dataset_id': dataset_id,
        'row_number': row_number,
        'atomic_source': atomic_source,
        'attribution_method': attribution_method,
        'first_dataset_id': first_dataset_id,
        'first_seen_on': strftime(first_seen_on, '%Y-%m-%d'),
        'released_on': strftime(released_on, '%Y-%m-%d'),
        'ancestor_dataset_ids': array_to_string(ancestor_dataset_ids, ','),
        'licence': licence,
        'licence_class': licence_class,
        'licence_dataset_id': licence_dataset_id,
        'language': language,
        'answer_kind': answer_kind,
        'repairs': array_to_string(repairs, ',')
    } as extra_info,
from {{ ref('curated_rows') }}
order by place
