{#  Materializations `table` and `view`, instead of dbt-duckdb's, which build beside the old relation and
    rename twice: DuckDB drops and creates in one transaction, and readers have the published file.
    What holds what it should already stays as it is. #}
{% materialization table, adapter='duckdb' %}
    {{ return(made_where_changed(this.incorporate(type='table'), create_table_as(false, this, sql))) }}
{% endmaterialization %}


{% materialization view, adapter='duckdb' %}
    {{ return(made_where_changed(this.incorporate(type='view'), create_view_as(this, sql))) }}
{% endmaterialization %}


{% macro made_where_changed(relation, creation) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set versions = versions_now() -%}
    {%- set version = version_of(creation, versions) -%}

    {{ run_hooks(pre_hooks) }}
    {%- if existing is not none and existing.type == relation.type and versions['made'] == version
        and not flags.FULL_REFRESH and not config.get('reads_files') -%}
        {%- call noop_statement('main', 'UNCHANGED') -%} {{ creation }} {%- endcall -%}
    {%- else -%}
        {%- do make_anew(existing, creation) -%}
        {%- set version = version_of_rows(relation) if config.get('reads_files') else version -%}
        {%- do run_query(set_version(relation, version)) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [relation]}) }}
{%- endmacro %}


{#  In the place of the relation that is there, if there is one. #}
{% macro make_anew(existing, creation) -%}
    {%- call statement('main') -%}
        {% if existing is not none %} drop {{ existing.type }} if exists {{ existing }}; {% endif %}
        {{ creation }}
    {%- endcall -%}
{%- endmacro %}
