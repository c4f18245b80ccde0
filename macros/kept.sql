{#  Materialization `kept`: a table whose rows are each a pure function of their key, so that a build
    computes only those not there yet and drops those no longer needed.

    config(materialized='kept', key=['prompt_key'], needed_in='unwrapped_rows') says which columns are
    the key and which relation holds the keys needed; the model leaves out what is there with
    `unless_kept`. What else a row depends on is its rule: the query (with the vars in it), the UDFs,
    the seeds, and the rules of the kept tables it reads (a kept model reads no view: what changes in
    one would not be seen). Where the rule has changed, or with --full-refresh, the table is made anew.
    Its version is `rule/version of what it holds`. #}
{% materialization kept, adapter='duckdb' %}
    {%- set table = this.incorporate(type='table') -%}
    {%- set whole = modules.re.sub('(?s)/\* kept \*/.*?/\* end \*/', '', sql) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set versions = versions_now() -%}
    {%- set rule = rule_of(whole, versions) -%}
    {%- set version = rule ~ '/' ~ version_of(whole, versions) -%}
    {%- set is_of_rule = existing is not none and existing.is_table and not flags.FULL_REFRESH
        and versions['made'].split('/')[0] == rule -%}

    {{ run_hooks(pre_hooks) }}
    {%- if is_of_rule and versions['made'] == version -%}
        {%- call noop_statement('main', 'UNCHANGED') -%} {{ sql }} {%- endcall -%}
    {%- else -%}
        {%- if is_of_rule -%}
            {#- One transaction with what follows: the old version must not stand on half of the rows. #}
            {%- call statement('not_needed') -%} {{ delete_not_needed() }} {%- endcall -%}
            {%- call statement('main') -%} insert into {{ table }} by name {{ sql }} {%- endcall -%}
        {%- else -%}
            {%- do make_anew(existing, create_table_as(false, table, whole)) -%}
        {%- endif -%}
        {%- do run_query(set_version(table, version)) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [table]}) }}
{% endmaterialization %}


{% macro delete_not_needed() -%}
    delete from {{ this }} as kept
    where not exists (
        select 1
        from {{ ref(config.require('needed_in')) }} as needed
        where
        {%- for column in config.require('key') %}
            kept.{{ column }} is not distinct from needed.{{ column }}{{ ' and' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}


{#  Leaves out rows whose key is kept from an earlier build: the last join of a `from` clause. #}
{% macro unless_kept(key) -%}
    /* kept */
    {%- if execute and this and load_cached_relation(this) %}
    anti join {{ this }} using ({{ key | join(', ') }})
    {%- endif %}
    /* end */
{%- endmacro %}


{#  A hash of all that the rows of a kept table depend on beside their key. #}
{% macro rule_of(whole, versions) -%}
    {%- set parts = [without_folder(whole), versions['read']['udfs']] -%}
    {%- for parent in model.depends_on.nodes if parent in graph.nodes -%}
        {%- set node = graph.nodes[parent] -%}
        {%- if node.resource_type == 'seed' or node.config.materialized == 'kept' -%}
            {%- do parts.append(versions['read'][relation_name(node.schema, node.alias)].split('/')[0]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('/'))) }}
{%- endmacro %}
