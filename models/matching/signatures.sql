-- One row per text with its MinHash signature (128 permutations of 5-token shingles).
select
    text_id,
    is_benchmark_item,
    minhash(kernel) as signature,
from {{ ref('texts') }}
where kernel != ''
