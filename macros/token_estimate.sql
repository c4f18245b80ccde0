{#  About how many tokens a tokenizer makes of a text: a Chinese character is one, of other text it
    takes var `characters_per_token`. How near this comes to a model's tokenizer was not measured. #}
{% macro token_estimate(text) -%}
    ceil(
        length(regexp_replace({{ text }}, '[^\p{Han}]', '', 'g'))
        + length(regexp_replace({{ text }}, '\p{Han}', '', 'g')) / {{ var('characters_per_token') }}
    )::bigint
{%- endmacro %}
