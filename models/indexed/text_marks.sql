-- One row per text that is landed here, with what an index would keep of it; none without an index.
with

texts as (
    select text_id, kernel
    from {{ ref('texts') }}
    where exists (from {{ ref('index_descriptions') }})
)

select
    texts.text_id,
    unnest(marks(texts.kernel, signatures.signature)),
from texts
inner join {{ ref('signatures') }} as signatures using (text_id)
