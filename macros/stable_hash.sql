{#  60 bits of MD5 as a BIGINT: the same number on every engine and version, so it may be stored.
    (DuckDB's own hash() has changed between versions.) #}
{% macro stable_hash(expression) -%}
    ('0x' || substr(md5({{ expression }}), 1, 15))::bigint
{%- endmacro %}
