-- One row per pair of texts worth judging, with the sources that proposed it.
{% set sources = ['answers', 'bands', 'contained', 'fingerprints', 'loose_bands', 'rare_words', 'reviewed'] %}
with

proposed as (
    select text_id, other_text_id, source from {{ ref('bucket_pairs') }}
    union all
    select text_id, other_text_id, 'fingerprints' as source from {{ ref('fingerprint_pairs') }}
    union all
    select text_id, other_text_id, 'contained' as source from {{ ref('contained_pairs') }}
    union all
    select
        text_id,
        other_text_id,
        if(
            shared_combinations - shared_with_answer >= {{ var('rare_words').fewest_shared }},
            'rare_words',
            'answers'
        ) as source,
    from {{ ref('rare_word_pairs') }}
    union all
    select text_id, other_text_id, 'reviewed' as source from {{ ref('reviewed_texts') }}
)

select
    least(text_id, other_text_id) as text_id,
    greatest(text_id, other_text_id) as other_text_id,
    concat_ws(
        '+',
        {%- for source in sources %}
        case when bool_or(source = '{{ source }}') then '{{ source }}' end{{ ',' if not loop.last }}
        {%- endfor %}
    ) as found_by,
from proposed
group by least(text_id, other_text_id), greatest(text_id, other_text_id)
