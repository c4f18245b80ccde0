-- One row per text that an attached index knows, with what stands for it; of several indexes the
-- first by name speaks.
select
    text_id,
    unnest(
        arg_min(
            {
                signature: signature,
                formula: formula,
                rare_words: rare_words,
                word_sum: word_sum,
                kernel_key: kernel_key,
                letters_key: letters_key,
                token_count: token_count,
                opening: opening
            },
            (index_name, prompt_id)
        )
    ),
from {{ ref('indexed_prompts') }}
group by text_id
