{#  Without outer white space, by the characters Python's `str.strip` takes: the key of the paper is
    made that way, so ours must agree with it on every text. #}
{% macro strip(text) -%}
    trim({{ text }}, chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || chr(32) || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))
{%- endmacro %}


{#  The wrappers of a group as one text, as the UDF `unwrap` reads them: kind after kind, a sign
    between kinds and another between wrappers that no text of a wrapper holds. #}
{% macro wrapper_rules() -%}
    concat_ws(
        chr(30)
    {%- for kind in ['prefix', 'suffix', 'after', 'before', 'anywhere'] %},
        coalesce(string_agg(wrapper_text, chr(31) order by wrapper_text) filter (where kind = '{{ kind }}'), '')
    {%- endfor %}
    )
{%- endmacro %}


{#  The first 60 bits of a SHA-1 in hexadecimal: what joins run on, while people see the whole id. #}
{% macro id_key(id) -%}
    ('0x' || substr({{ id }}, 1, 15))::bigint
{%- endmacro %}


{#  The text without the parts of var `set_asides`, or without the named ones. #}
{% macro set_aside(text, names=none) -%}
    {%- set ns = namespace(expression=text) -%}
    {%- for part in var('set_asides') if not names or part.name in names -%}
        {%- if part.needs -%}
            {%- set ns.expression = "blank_out(" ~ ns.expression ~ ", '" ~ part.pattern ~ "', '" ~ part.needs ~ "')" -%}
        {%- else -%}
            {%- set ns.expression = "regexp_replace(" ~ ns.expression ~ ", '" ~ part.pattern ~ "', ' " ~ part.kept ~ " ', 'g')" -%}
        {%- endif -%}
    {%- endfor -%}
    {{ ns.expression }}
{%- endmacro %}


{#  Whether one of the named patterns of var `set_asides` stands in the text. #}
{% macro matches_set_aside(text, names) -%}
    (
    {%- for part in var('set_asides') if part.name in names -%}
        regexp_matches({{ text }}, '{{ part.pattern }}'){{ ' or ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
