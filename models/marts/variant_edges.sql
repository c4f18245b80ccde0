-- One row per pair of datasets connected by variants: templates, other numbers, another question.
-- Variants are other problems, so these pairs are no lineage.
select
    child_dataset_id,
    parent_dataset_id,
    variant_prompts,
    variant_share_of_child as share_of_child,
    variant_share_of_parent as share_of_parent,
    is_ordered,
from {{ ref('dataset_pairs') }}
where variant_prompts > 0
