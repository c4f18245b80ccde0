{#  A var as text, null where it is not set. #}
{% macro text_var(name) -%}
    {%- if var(name) is none -%} null::varchar {%- else -%} '{{ var(name) | replace("'", "''") }}' {%- endif -%}
{%- endmacro %}
