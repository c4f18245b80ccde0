-- One row per text landed here and item of a benchmark of an index that stands in it, token by token.
-- The index keeps a hash of the item's first six tokens, which say where it may begin, and one of the
-- whole kernel, which says that it is there.
with

items as (
    select
        texts.text_id,
        texts.kernel_key,
        texts.token_count,
        texts.opening,
    from {{ ref('consulted_texts') }} as texts
    where
        texts.token_count >= {{ var('fewest_held_tokens') }}
        and texts.text_id in (
            select holdings.text_id
            from {{ ref('consulted_holdings') }} as holdings
            inner join {{ ref('consulted_datasets') }} as datasets using (dataset_id)
            where datasets.role = 'benchmark'
        )
),

texts as (
    select text_id, kernel
    from {{ ref('texts') }}
    where exists (from items)
),

openings as (
    select text_id, unnest(windows(kernel)) as opening from texts
),

tokens as (
    select
        texts.text_id,
        items.text_id as indexed_text_id,
        items.kernel_key,
        items.token_count,
        string_split(texts.kernel, ' ') as tokens,
    from openings
    inner join items using (opening)
    inner join texts on openings.text_id = texts.text_id
    where openings.text_id <> items.text_id
)

select text_id, indexed_text_id
from tokens
where list_contains(
    list_transform(
        range(1, len(tokens) - token_count + 2),
        lambda start: {{ stable_hash("array_to_string(list_slice(tokens, start, start + token_count - 1), ' ')") }}
    ),
    kernel_key
)
