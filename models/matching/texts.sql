-- One row per distinct normal form: what the judge compares, prompts that differ in notation collapsed.
-- The kernel is the form without what is set aside (pictures, links, options, answer format), unless
-- too little is left of it to tell one problem from another.
with

texts as (
    select
        text_id,
        min(normal_form) as normal_form,
        min(kernel) as kernel,
        min(language) as language,
        bool_or(is_benchmark_item) as is_benchmark_item,
        bool_or(asks_answer_form) as asks_answer_form,
        bool_or(has_picture) as has_picture,
    from {{ ref('distinct_prompts') }}
    group by text_id
),

kernels as (
    select
        * replace (
            case
                when length(kernel) < {{ var('shortest_kernel') }} then normal_form
                else kernel
            end as kernel
        ),
    from texts
)

select
    *,
    {{ stable_hash('kernel') }} as kernel_key,
    -- The numbers in order of size of their text: two statements of one problem agree in them.
    list_sort(list_filter(string_split(kernel, ' '), lambda token: token[1] between '0' and '9'))
        as numbers,
from kernels
