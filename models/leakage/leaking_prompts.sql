-- One row per prompt of a training set and benchmark item that is the same problem.
-- An option letter is compared with an option letter only, and only where the options are the same.
with

meetings as (
    select
        training.dataset_id,
        training.prompt_id,
        training.prompt_key,
        training.row_count,
        benchmarks.dataset_id as benchmark_id,
        benchmarks.prompt_id as benchmark_prompt_id,
        benchmarks.prompt_key as benchmark_prompt_key,
        neighbours.relation,
    from {{ ref('holdings') }} as training
    inner join {{ ref('neighbours') }} as neighbours using (prompt_key)
    inner join {{ ref('holdings') }} as benchmarks
        on neighbours.other_prompt_key = benchmarks.prompt_key
    inner join {{ ref('landed_datasets') }} as training_sets
        on training.dataset_id = training_sets.dataset_id and training_sets.role = 'train'
    inner join {{ ref('landed_datasets') }} as benchmark_sets
        on benchmarks.dataset_id = benchmark_sets.dataset_id and benchmark_sets.role = 'benchmark'
    where neighbours.closeness <> 'variant'
),

answers as (
    select
        dataset_id,
        prompt_key,
        list(distinct answer_key) filter (where answer_kind not in ('option', 'code')) as keys,
        list(distinct answer_key) filter (where answer_kind = 'option') as letters,
    from {{ ref('occurrences') }}
    where
        answer_key is not null
        and prompt_key in (
            select prompt_key from meetings
            union all
            select benchmark_prompt_key from meetings
        )
    group by all
)

select
    meetings.*,
    coalesce(
        list_has_any(given.keys, expected.keys),
        case
            when meetings.relation in ('exact', 'normalised')
                then list_has_any(given.letters, expected.letters)
        end
    ) as answers_agree,
    case
        when benchmark_first.later_dataset_id is not null then 'train_after_benchmark'
        when training_first.later_dataset_id is not null then 'benchmark_after_train'
        else 'unknown'
    end as timing,
from meetings
left join answers as given
    on meetings.dataset_id = given.dataset_id and meetings.prompt_key = given.prompt_key
left join answers as expected
    on meetings.benchmark_id = expected.dataset_id
    and meetings.benchmark_prompt_key = expected.prompt_key
left join {{ ref('dataset_order') }} as benchmark_first
    on meetings.benchmark_id = benchmark_first.earlier_dataset_id
    and meetings.dataset_id = benchmark_first.later_dataset_id
left join {{ ref('dataset_order') }} as training_first
    on meetings.dataset_id = training_first.earlier_dataset_id
    and meetings.benchmark_id = training_first.later_dataset_id
