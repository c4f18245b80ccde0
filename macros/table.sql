{#  Materialization `table`, instead of dbt-duckdb's, which builds beside the old table and renames twice:
    DuckDB drops and creates in one transaction, and readers have the published file. #}
{% materialization table, adapter='duckdb' %}
    {%- set table = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        {% if existing is not none %} drop {{ existing.type }} if exists {{ existing }}; {% endif %}
        {{ create_table_as(false, table, sql) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [table]}) }}
{% endmaterialization %}
