{#  The relation of this name in the warehouse as it was before this build: the published one, else
    what the side file still holds; none where there is neither, or where it lacks a column. #}
{% macro published(table, columns) -%}
    {%- if not execute -%} {{ return(none) }} {%- endif -%}
    {%- set file = (env_var('ATLAS_HOME', 'data') ~ '/warehouse.duckdb') | replace("'", "''") -%}
    {%- if run_query("select 1 from glob('" ~ file ~ "')").rows | length -%}
        {%- do run_query("attach if not exists '" ~ file ~ "' as published (read_only)") -%}
    {%- endif -%}
    {%- set found = run_query(
        "select database_name from duckdb_columns() where schema_name = 'marts' and table_name = '" ~ table
        ~ "' and column_name in ('" ~ columns | join("', '") ~ "') group by database_name having count(*) = "
        ~ columns | length ~ " order by database_name = 'published' desc limit 1"
    ).rows -%}
    {{ return(found[0][0] ~ '.marts.' ~ table if found | length else none) }}
{%- endmacro %}
