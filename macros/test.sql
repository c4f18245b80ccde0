{#  Materialization `test`, instead of dbt's: what a test finds is a view of its name, whose comment is the
    version of what it held on when it last found nothing; see macros/version.sql. A build asks again
    only where that has changed, or where the test reads files; `dbt test` always asks.
    A table that somebody has changed by hand stays as it is until a build with --full-refresh. #}
{% materialization test, adapter='duckdb' %}
    {%- set view = this.incorporate(type='view') -%}
    {%- set creation = create_view_as(view, get_limit_subquery_sql(sql, config.get('limit'))) -%}
    {%- set versions = versions_now() -%}
    {%- set version = version_of(creation, versions) -%}

    {%- if flags.WHICH == 'build' and not flags.FULL_REFRESH and not config.get('reads_files')
        and versions['made'] == version -%}
        {%- call statement('main', fetch_result=true) -%}
            select 0 as failures, false as should_warn, false as should_error
        {%- endcall -%}
    {%- else -%}
        {%- call statement('stored') -%} drop view if exists {{ view }}; {{ creation }} {%- endcall -%}
        {%- call statement('main', fetch_result=true) -%}
            {{ get_test_sql(
                'select * from ' ~ view, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), none
            ) }}
        {%- endcall -%}
        {%- if load_result('main').table.rows[0]['failures'] == 0 -%}
            {%- do run_query(set_version(view, version)) -%}
        {%- endif -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
    {{ return({'relations': [view]}) }}
{% endmaterialization %}
