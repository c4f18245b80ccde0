{#  Every relation of the warehouse carries as its comment the version of what it holds: two relations
    of one name and one version hold the same rows, so a build makes only what has another version.

    A model's version is a hash of its query (with the vars in it), the UDFs, and the versions of the
    relations it reads. A seed, and a model that reads files (config `reads_files`), have a hash of
    their rows instead: no query says what stands there. #}
{% macro version_of(query, versions) -%}
    {{ return(local_md5(([without_folder(query)] + versions['read'].values() | list) | join('/'))) }}
{%- endmacro %}


{#  Where the files lie is no part of what they hold: a folder that was moved, or `dbt build` after
    `atlas build`, makes nothing anew. Models that read files are tables, so no old path stays in use. #}
{% macro without_folder(query) -%}
    {{ return(query | replace(env_var('ATLAS_INPUTS', env_var('ATLAS_HOME', 'data')) ~ '/', '')) }}
{%- endmacro %}


{#  `made`: the version of this model as it was made last. `read`: name -> version of the UDFs and of all
    seeds and models it reads. What has no version (it is new, or was made before there were versions)
    counts as new in each run. #}
{% macro versions_now() -%}
    {%- set own = relation_name(this.schema, this.identifier) -%}
    {%- set names = [own] -%}
    {%- for parent in model.depends_on.nodes if parent in graph.nodes -%}
        {%- do names.append(relation_name(graph.nodes[parent].schema, graph.nodes[parent].alias)) -%}
    {%- endfor -%}
    {%- set found = run_query(
        "select 'udfs' as name, udf_version() as version union all"
        ~ " select schema_name || '.' || relation_name as name, comment from ("
        ~ " select database_name, schema_name, table_name as relation_name, comment from duckdb_tables() union all"
        ~ " select database_name, schema_name, view_name as relation_name, comment from duckdb_views())"
        ~ " where database_name = '" ~ this.database ~ "' and name in ('" ~ names | join("', '") ~ "') order by name"
    ) -%}
    {%- set read = {} -%}
    {%- for row in found.rows -%} {%- do read.update({row[0]: row[1] or invocation_id}) -%} {%- endfor -%}
    {%- set made = read.pop(own, '') -%}
    {{ return({'made': made, 'read': read}) }}
{%- endmacro %}


{% macro relation_name(schema, name) -%}
    {{ return(schema ~ '.' ~ name) }}
{%- endmacro %}


{#  A hash of the rows of a table, the same in any order. #}
{% macro version_of_rows(relation) -%}
    {%- if execute -%}
        {{ return(run_query(
            "select md5(concat_ws(' ', count(*), sum(hash(t)::hugeint))) from " ~ relation ~ " as t"
        ).rows[0][0]) }}
    {%- endif -%}
{%- endmacro %}


{% macro set_version(relation, version) -%}
    comment on {{ relation.type or 'table' }} {{ relation }} is '{{ version }}'
{%- endmacro %}
