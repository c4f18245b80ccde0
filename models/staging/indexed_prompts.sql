-- One row per prompt of an attached index: what stands for its text, and who holds it.
{{ config(reads_files=true) }}
select
    regexp_extract(filename, '([^/\\]+)\.parquet$', 1) as index_name,
    prompt_id,
    text_id,
    signature,
    formula,
    rare_words,
    word_sum,
    kernel_key,
    letters_key,
    token_count,
    opening,
    holdings,
    same_problem,
from {{ source('indexes', 'files') }}
