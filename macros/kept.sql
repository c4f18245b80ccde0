{#  Materialization `kept`: a table whose rows are each a pure function of their key, so that a build
    computes only those not there yet and drops those no longer needed.

    config(materialized='kept', key=['prompt_key'], needed_in='unwrapped_rows') says which columns are
    the key and which relation holds the keys needed; the model leaves out what is there with
    `unless_kept`. What else a row depends on is the query (with the vars in it) and the UDFs: where
    either has changed since the table was made, or with --full-refresh, it is made anew. #}
{% materialization kept, adapter='duckdb' %}
    {%- set table = this.incorporate(type='table') -%}
    {%- set whole = modules.re.sub('(?s)/\* kept \*/.*?/\* end \*/', '', sql) -%}
    {%- set version = table_version(whole) -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks) }}
    {%- if existing is none or not existing.is_table or flags.FULL_REFRESH or kept_version(this) != version -%}
        {%- set anew = make_intermediate_relation(table) -%}
        {%- do drop_relation_if_exists(anew) -%}
        {%- call statement('main') -%} {{ create_table_as(false, anew, whole) }} {%- endcall -%}
        {%- do drop_relation_if_exists(existing) -%}
        {%- do adapter.rename_relation(anew, table) -%}
        {%- do run_query("comment on table " ~ table ~ " is '" ~ version ~ "'") -%}
    {%- else -%}
        {%- do run_query(delete_not_needed()) -%}
        {%- call statement('main') -%} insert into {{ table }} by name {{ sql }} {%- endcall -%}
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


{#  A hash of all that the rows of a kept table depend on beside their key: the query, the UDFs, the
    seeds, and the versions of the kept tables it reads. A kept model reads no view: what changes in
    one would not be seen here. #}
{% macro table_version(whole) -%}
    {%- set parts = [whole, run_query('select udf_version()').rows[0][0]] -%}
    {%- for parent in model.depends_on.nodes -%}
        {%- set node = graph.nodes.get(parent, {}) -%}
        {%- if node.resource_type == 'seed' -%}
            {%- do parts.append(node.checksum.checksum) -%}
        {%- elif node.get('config', {}).materialized == 'kept' -%}
            {%- do parts.append(kept_version(api.Relation.create(node.database, node.schema, node.alias))) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('/'))) }}
{%- endmacro %}


{#  The version that a kept table was made with. #}
{% macro kept_version(table) -%}
    {{ return(run_query(
        "select comment from duckdb_tables() where database_name = '" ~ table.database
        ~ "' and schema_name = '" ~ table.schema ~ "' and table_name = '" ~ table.identifier ~ "'"
    ).rows[0][0]) }}
{%- endmacro %}
