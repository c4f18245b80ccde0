{#  Materialization `table`, for dbt-duckdb's own, which builds beside the old table and renames twice:
    DuckDB drops and creates in one transaction, and readers have the published file. #}
{% materialization table, adapter='duckdb' %}
    {%- set table = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
    {%- call statement('main') -%} {{ create_table_as(false, table, sql) }} {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [table]}) }}
{% endmaterialization %}
