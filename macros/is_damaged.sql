{#  A text with what no sound text holds: control characters other than newline and tab, invisible
    ones, the sign for an unreadable character, private ones, and mojibake. #}
{% macro is_damaged(text) -%}
    regexp_matches(
        {{ text }},
        '[\x00-\x08\x0b-\x1f\x7f-\x9f\x{200B}\x{2060}\x{FEFF}\x{FFFD}\x{E000}-\x{F8FF}]|Ã[\x{80}-\x{BF}]|â€'
    )
{%- endmacro %}
