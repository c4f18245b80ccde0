-- One row per dataset and other dataset: how many of its prompts the other one holds as well.
-- A prompt counts once, by its closest counterpart; `variant_prompts` have nothing closer.
with

shared as (
    select
        holder.dataset_id,
        other.dataset_id as other_dataset_id,
        sum(holder.prompt_count) filter (where other.closeness <> 'variant') as shared_prompts,
        sum(holder.prompt_count) filter (where other.closeness = 'exact') as exact_prompts,
        sum(holder.prompt_count) filter (where other.closeness = 'variant') as variant_prompts,
    from {{ ref('holder_sets') }} as holder
    inner join {{ ref('holder_sets') }} as other
        on holder.set_key = other.set_key and holder.dataset_id <> other.dataset_id
    where holder.closeness = 'exact'
    group by all
)

select
    shared.dataset_id,
    shared.other_dataset_id,
    dataset_sizes.prompt_count,
    coalesce(shared_prompts, 0)::bigint as shared_prompts,
    coalesce(exact_prompts, 0)::bigint as exact_prompts,
    coalesce(variant_prompts, 0)::bigint as variant_prompts,
    coalesce(shared_prompts, 0) / prompt_count as shared_share,
    coalesce(variant_prompts, 0) / prompt_count as variant_share,
from shared
inner join {{ ref('dataset_sizes') }} as dataset_sizes using (dataset_id)
